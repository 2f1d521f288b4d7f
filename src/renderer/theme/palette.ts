/** The colours of the screens; `pairs` says which text stands on which ground, and a test holds each pair to WCAG AA. */
export const palette = Object.freeze({
  ground: '#e9edf2',
  surface: '#ffffff',
  quiet: '#f3f5f8',
  line: '#c3ccd6',
  text: '#14202b',
  muted: '#4a5865',
  primary: '#0b57a4',
  primarySoft: '#e3effb',
  onDark: '#ffffff',
  good: '#13653a',
  bad: '#b3261e',
  warn: '#8a4b00',
  warnSoft: '#ffe8bf',
  act: '#ffd057',
  actText: '#2e1d00',
  stop: '#a81e17',
  training: '#6a1b9a',
  // of the visits, `visitColours` of the domain
  blue: '#0b57a4',
  teal: '#00695c',
  orange: '#b34700',
  pink: '#ad1457',
  brown: '#5d4037',
  grey: '#455a64',
} as const)

type Colour = keyof typeof palette

/** Every text colour with each ground it stands on. */
export const pairs: readonly (readonly [text: Colour, ground: Colour])[] = [
  ['text', 'surface'],
  ['text', 'ground'],
  ['text', 'quiet'],
  ['text', 'primarySoft'],
  ['muted', 'surface'],
  ['muted', 'ground'],
  ['muted', 'quiet'],
  ['muted', 'primarySoft'],
  ['primary', 'surface'],
  ['primary', 'quiet'],
  ['primary', 'primarySoft'],
  ['onDark', 'primary'],
  ['good', 'surface'],
  ['good', 'quiet'],
  ['good', 'ground'],
  ['bad', 'surface'],
  ['bad', 'quiet'],
  ['stop', 'onDark'],
  ['warn', 'surface'],
  ['warn', 'warnSoft'],
  ['actText', 'act'],
  ['actText', 'warnSoft'],
  ['onDark', 'stop'],
  ['onDark', 'training'],
  ['onDark', 'blue'],
  ['onDark', 'teal'],
  ['onDark', 'orange'],
  ['onDark', 'pink'],
  ['onDark', 'brown'],
  ['onDark', 'grey'],
]

/** Makes the colours known to the style sheet as `--name`, through the object model: the page's policy allows that. */
export function applyPalette(root: HTMLElement): void {
  for (const [name, colour] of Object.entries(palette)) root.style.setProperty(`--${name}`, colour)
}
