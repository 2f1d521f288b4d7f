import { type EnvelopeAnswer, type EnvelopeApp, openEnvelope, sealAnswer } from '../gm/envelope.ts'
import { sm2Verify } from '../gm/sm2.ts'

/** The cryptography of messages, which takes longer than all the rest of them. Each takes and gives plain data and knows nothing but what it is given. */
const jobs = {
  /** whether a signature (raw r‖s) is that of a text under a public key (65 bytes) */
  verify: ({ publicKey, text, signature }: Signed): boolean => sm2Verify(publicKey, Buffer.from(text), signature),
  open: ({ text, app }: Received) => openEnvelope(text, app),
  seal: ({ answer, app, privateKey }: ToSeal): string => sealAnswer(answer, app, privateKey),
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
export type JobOutput<N extends JobName> = ReturnType<Jobs[N]>

/** What is sent to a worker. */
export type JobMessage = {
  readonly [N in JobName]: { readonly id: number; readonly name: N; readonly input: JobInput<N> }
}[JobName]

/** What it answers: what the job gave, or the bug that it broke on. */
export type JobReply = { readonly id: number } & ({ readonly output: unknown } | { readonly broke: unknown })

/** Does a job here and now. */
export function doJob<N extends JobName>(name: N, input: JobInput<N>): JobOutput<N> {
  // what the job takes and gives is what its name says
  const job = jobs[name] as (input: JobInput<N>) => JobOutput<N>
  return job(input)
}
