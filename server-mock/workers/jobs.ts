import { type EnvelopeAnswer, type EnvelopeApp, openEnvelope, sealAnswer } from '../gm/envelope.ts'
import { sm2Verify } from '../gm/sm2.ts'
import type { Sealed } from '../http/channel.ts'
import { sealedText } from '../http/kept.ts'
import type { ToMake } from '../prescription/file/file.ts'

type FileWork = typeof import('../prescription/file/file.ts')
const fileWork = (): Promise<FileWork> => import('../prescription/file/file.ts')

/** The cryptography of messages, which takes longer than all the rest of them. Each takes and gives plain data and knows nothing but what it is given. */
const jobs = {
  /** whether a signature (raw r‖s) is that of a text under a public key (65 bytes) */
  verify: ({ publicKey, text, signature }: Signed): boolean => sm2Verify(publicKey, Buffer.from(text), signature),
  open: ({ text, app }: Received) => openEnvelope(text, app),
  /** what 7205 checks of a file, and the file that 7204 gives; their libraries are loaded at the first of them */
  checkSignatures: async (claim: Parameters<FileWork['checkSignatures']>[0]) => (await fileWork()).checkSignatures(claim),
  makeFile: async (parts: ToMake) => (await fileWork()).makeFile(parts),
  seal: ({ answer, app, privateKey }: ToSeal): Sealed => sealedText(sealAnswer(answer, app, privateKey)),
} as const

interface Signed {
  readonly publicKey: Uint8Array
  readonly text: string
  readonly signature: Uint8Array
}

interface Received {
  readonly text: string
  readonly app: EnvelopeApp
}

interface ToSeal {
  readonly answer: EnvelopeAnswer
  readonly app: EnvelopeApp
  /** of the platform */
  readonly privateKey: Uint8Array
}

type Jobs = typeof jobs
export type JobName = keyof Jobs
export type JobInput<N extends JobName> = Parameters<Jobs[N]>[0]
export type JobOutput<N extends JobName> = Awaited<ReturnType<Jobs[N]>>

/** What is sent to a worker. */
export type JobMessage = {
  readonly [N in JobName]: { readonly id: number; readonly name: N; readonly input: JobInput<N> }
}[JobName]

/** What it answers: what the job gave, or the bug that it broke on. */
export type JobReply = { readonly id: number } & ({ readonly output: unknown } | { readonly broke: unknown })

/** Does a job here and now. */
export async function doJob<N extends JobName>(name: N, input: JobInput<N>): Promise<JobOutput<N>> {
  // what the job takes and gives is what its name says
  const job = jobs[name] as (input: JobInput<N>) => JobOutput<N> | Promise<JobOutput<N>>
  return job(input)
}
