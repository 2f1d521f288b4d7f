import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { PictureFound, PictureGiven } from '../../../shared/contract/pictures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { type ClassifiedScan, classifyScan } from '../../../shared/domain/scan.ts'
import { nationalScanShapes } from '../../../shared/domain/scanShapes.ts'

/** A code as it was read from a picture. */
export interface ReadCode {
  readonly text: string
  /** in pixels of the picture */
  readonly corners: readonly { readonly x: number; readonly y: number }[]
}

/** Where a reading comes from that no scanner gave. */
type PictureSource = PictureGiven['from']

/** Who is at a window, as far as pictures have to know it. */
interface Viewer {
  readonly person: { readonly id: string } | null
}

export interface PicturePorts {
  /** null: the picture is none, or the worker died over it */
  readonly read: (given: PictureGiven) => Promise<readonly ReadCode[] | null>
  /** takes a reading the way of every scan, in its order */
  readonly takeReading: (text: string, deviceId: PictureSource) => void
  readonly newId: () => string
}

export interface Pictures {
  look(by: Viewer, given: PictureGiven): Promise<Result<PictureFound, Failure>>
  choose(by: Viewer, picture: string, index: number): Result<void, Failure>
}

/** What a window may still choose from. */
interface Offer {
  readonly picture: string
  readonly from: PictureSource
  readonly person: string
  readonly scans: readonly ClassifiedScan[]
}

const TAIL = 4

/**
 * Takes the codes of pictures to where every scan goes. One code is taken at once. Of several that are all trace codes every one is taken, from top to bottom and from left to
 * right, since whoever photographs a row of boxes means each of them, and a box too many is refused or taken back one by one. Of any other several nothing is taken:
 * one box shows its trace code beside its commodity code, and a phone beside a box shows a voucher, and only the person knows which was meant.
 */
export function createPictures({ read, takeReading, newId }: PicturePorts): Pictures {
  const offers = new WeakMap<Viewer, Offer>()
  return {
    look: async (by, given) => {
      const person = by.person?.id
      offers.delete(by)
      const found = await read(given)
      if (found === null) return err(failure('PICTURE_UNREADABLE'))
      const picture = newId()
      // whoever took the picture has left meanwhile, and it was theirs
      if (person === undefined || by.person?.id !== person || found.length === 0)
        return ok({ outcome: 'none', picture, codes: [] })
      const ordered = inReadingOrder(found)
      const scans = ordered.map(({ text }) => classifyScan(text, nationalScanShapes))
      const codes = scans.map(({ kind, text }, index) => ({
        kind,
        tail: text.slice(-TAIL),
        corners: ordered[index]?.corners ?? [],
      }))
      if (scans.length === 1 || scans.every(({ kind }) => kind === 'traceCode')) {
        for (const scan of scans) takeReading(scan.text, given.from)
        return ok({ outcome: 'taken', picture, codes })
      }
      offers.set(by, { picture, from: given.from, person, scans })
      return ok({ outcome: 'choose', picture, codes })
    },
    choose: (by, picture, index) => {
      const offer = offers.get(by)
      const scan = offer?.picture === picture && offer.person === by.person?.id ? offer.scans[index] : undefined
      if (offer === undefined || scan === undefined) return err(failure('PICTURE_GONE'))
      takeReading(scan.text, offer.from)
      return ok(undefined)
    },
  }
}

/** From top to bottom, and from left to right within a line: codes whose middles are less than half a code apart stand in one. */
function inReadingOrder(codes: readonly ReadCode[]): readonly ReadCode[] {
  const placed = codes.map((code) => {
    const [xs, ys] = [code.corners.map(({ x }) => x), code.corners.map(({ y }) => y)]
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
    return { code, x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (top + bottom) / 2, height: bottom - top }
  })
  const lines: (typeof placed)[] = []
  for (const one of placed.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1)
    const [first] = line ?? []
    if (line && first && one.y - first.y <= Math.max(first.height, one.height) / 2) line.push(one)
    else lines.push([one])
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.x - b.x).map(({ code }) => code))
}
