import { z } from 'zod'
import { PictureFound, PictureGiven } from '../pictures.ts'
import { type CommandRule, Nothing } from './rule.ts'

/** Codes in pictures, for whoever is before the counter, as a scanner reads for them. Each leaves what the scan of its code leaves; pictures leave nothing. */
export const pictureCommands = {
  'scan.picture': { input: PictureGiven, output: PictureFound, by: 'signedIn', failures: ['PICTURE_UNREADABLE'], audit: 'none' },
  // of the codes of the window's last picture, while nobody else has come to it
  'scan.choose': {
    input: z.strictObject({ picture: z.string().min(1).max(40), index: z.number().int().min(0).max(63) }),
    output: Nothing,
    by: 'signedIn',
    failures: ['PICTURE_GONE'],
    audit: 'none',
  },
} as const satisfies Record<string, CommandRule>
