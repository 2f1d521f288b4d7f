import { type Choices, createRandom } from '../../../server-mock/random.ts'
import { gs1CheckDigit } from '../../../src/shared/domain/gs1.ts'
import { type Label, type Shot, type Symbology, symbologies } from './makePicture.ts'

/** What is hard about a picture. */
export const trials = Object.freeze([
  'easy',
  'rotated',
  'blurred',
  'noisy',
  'tilted',
  'lowContrast',
  'glare',
  'small',
  'inverted',
  'several',
  'hard',
] as const)
export type Trial = (typeof trials)[number]

/** A picture to be taken, and the row of choices it is taken with. */
export interface Case {
  readonly trial: Trial
  readonly symbology: Symbology | 'mixed'
  readonly shot: Shot
  readonly choices: Choices
}

function ean(choices: Choices): string {
  const digits = `69${choices.digits(10)}`
  return digits + gs1CheckDigit(digits)
}

/** A text such as that symbology carries at a counter. */
export function someText(symbology: Symbology, choices: Choices): string {
  switch (symbology) {
    case 'qrcode':
      return choices.digits(28)
    case 'datamatrix':
    case 'code128':
      return `8${choices.digits(19)}`
    case 'gs1datamatrix': {
      return `(01)0${ean(choices)}(17)281231(10)L${choices.digits(5)}(21)${choices.text(10)}`
    }
    case 'gs1-128':
      return `(01)0${ean(choices)}(21)${choices.text(8)}`
    case 'ean13':
      return ean(choices)
  }
}

/** Pixels per module of a code held as people hold it: about a third of the picture. */
const SIZES = { qrcode: 7, datamatrix: 8, gs1datamatrix: 7, code128: 3, 'gs1-128': 2.6, ean13: 4 } as const satisfies Record<
  Symbology,
  number
>

function someLabel(symbology: Symbology, choices: Choices): Label {
  const text = someText(symbology, choices)
  return { symbology, text, size: SIZES[symbology], degrees: choices.integer(9) - 4, x: 0.5, y: 0.5 }
}

function between(choices: Choices, from: number, to: number): number {
  return from + ((to - from) * choices.integer(1_000)) / 1_000
}

function shotOf(trial: Trial, symbology: Symbology, choices: Choices): Shot {
  const label = someLabel(symbology, choices)
  const frame = { width: 1_000, height: 750, noise: 3, blur: 0.5 }
  const turnedLabel = { ...label, degrees: between(choices, 0, 360) }
  switch (trial) {
    case 'easy':
      return { ...frame, labels: [label] }
    case 'rotated':
      return { ...frame, labels: [turnedLabel] }
    case 'blurred':
      return { ...frame, labels: [label], blur: label.size * between(choices, 0.35, 0.7) }
    case 'noisy':
      return { ...frame, labels: [label], noise: between(choices, 20, 45) }
    case 'tilted':
      return { ...frame, labels: [{ ...label, degrees: between(choices, -15, 15), tilt: between(choices, 0.1, 0.3) }] }
    case 'lowContrast': {
      const ink = between(choices, 60, 170)
      return { ...frame, labels: [label], ink, paper: ink + between(choices, 14, 30) }
    }
    case 'glare':
      return { ...frame, labels: [label], glare: between(choices, 0.75, 0.97) }
    case 'small':
      return {
        ...frame,
        labels: [{ ...label, size: between(choices, 1.3, 2), x: between(choices, 0.3, 0.7), y: between(choices, 0.25, 0.75) }],
        blur: 0.4,
      }
    case 'inverted':
      return { ...frame, labels: [label], isInverted: true }
    case 'several':
      return { ...frame, labels: [label] }
    case 'hard':
      return {
        ...frame,
        labels: [{ ...turnedLabel, tilt: between(choices, 0, 0.15) }],
        blur: label.size * between(choices, 0.2, 0.4),
        noise: between(choices, 5, 15),
        ink: between(choices, 60, 90),
        paper: between(choices, 150, 190),
      }
  }
}

function severalShot(choices: Choices): Shot {
  const places = [
    [0.2, 0.25],
    [0.55, 0.2],
    [0.83, 0.3],
    [0.25, 0.72],
    [0.72, 0.75],
  ] as const
  const labels = places.slice(0, 3 + choices.integer(3)).map(([x, y]) => {
    const symbology = choices.pick(symbologies)
    return { ...someLabel(symbology, choices), size: SIZES[symbology] * 0.65, degrees: choices.integer(21) - 10, x, y }
  })
  return { width: 1_600, height: 1_200, labels, noise: 4, blur: 0.6 }
}

/** The pictures of a measurement: `count` of each trial and symbology, the same for the same seed. */
export function pictureSet(count: number, seed = 'pictures'): readonly Case[] {
  return trials.flatMap((trial) =>
    (trial === 'several' ? (['mixed'] as const) : symbologies).flatMap((symbology) =>
      Array.from({ length: trial === 'several' ? count * symbologies.length : count }, (_one, index): Case => {
        const choices = createRandom(seed).for(`${trial} ${symbology} ${index}`)
        return {
          trial,
          symbology,
          shot: symbology === 'mixed' ? severalShot(choices) : shotOf(trial, symbology, choices),
          choices,
        }
      }),
    ),
  )
}
