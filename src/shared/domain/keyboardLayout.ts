/** Stand for the key that a US keyboard has not, between Shift and Z, bare and with Shift: private characters, so that no code is readable with one of them. */
export const BESIDE_SHIFT = ['\ue000', '\ue001'] as const

/** What the keys of a US keyboard give, bare and with Shift, and what the same keys give on a German one. */
const US = `${BESIDE_SHIFT.join('')}\`1234567890-=[]\\;',./~!@#$%^&*()_+{}|:"<>?qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM`
const GERMAN = '<>^1234567890ß´ü+#öä,.-°!"§$%&/()=?`Ü*\'ÖÄ;:_qwertzuiopasdfghjklyxcvbnmQWERTZUIOPASDFGHJKLYXCVBNM'

function table(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(Array.from(from, (character, index) => [character, to[index] ?? character]))
}
const usToGerman = table(US, GERMAN)
const germanToUs = table(GERMAN, US)

const through = (keys: ReadonlyMap<string, string>, text: string) =>
  Array.from(text, (character) => keys.get(character) ?? character).join('')

/** What the same keys give on a German keyboard: the code, where the scanner is set to a German one and its keys were read as US ones. */
export function asGermanKeys(text: string): string {
  return through(usToGerman, text)
}

/** What the same keys give on a US keyboard: the code, where the computer is set to a German one and the scanner to a US one. */
export function asUsKeys(text: string): string {
  return through(germanToUs, text)
}
