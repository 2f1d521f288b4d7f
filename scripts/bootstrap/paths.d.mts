export function fromRoot(path: string): string
