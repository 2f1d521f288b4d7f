import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CenterView, CounterState } from '../../../shared/contract/counter.ts'
import type { DeviceView } from '../../../shared/contract/devices.ts'
import { deadlineOf } from '../../../shared/domain/uploadDeadline.ts'
import { type Level, StatusLight } from '../../components/StatusLight.tsx'
import { useNow } from '../../components/useNow.ts'
import { deviceHelp } from '../../format/deviceHelp.ts'
import type { Controls } from '../../state/controls.ts'

const deviceLevel = { connecting: 'waiting', connected: 'good', disconnected: 'bad', error: 'bad' } as const satisfies Record<
  DeviceView['state'],
  Level
>

/** The center's light: red when it is out of reach or refused the sign-in, green only when both stand. */
export function centerLevel({ reach, signIn }: Pick<CenterView, 'reach' | 'signIn'>): Level {
  if (reach === 'unreachable' || signIn === 'failed') return 'bad'
  return reach === 'reachable' && signIn === 'done' ? 'good' : 'waiting'
}

interface Props {
  readonly counter: Pick<CounterState, 'devices' | 'center' | 'openQuestions' | 'uploads'>
  readonly connected: boolean
  /** of the counter, where a light may have a key; left out in a place of its own */
  readonly controls?: Controls
}

/** Of what the province is to be told: green while there is time, amber shortly before the first of it is late, red from then on. */
const uploadLevel = { none: 'good', inTime: 'good', soon: 'waiting', late: 'bad' } as const satisfies Record<
  ReturnType<typeof deadlineOf>,
  Level
>

/** Devices, center, uploads and open questions; without a station none of them is known, and only that is said. */
export function Lights({ counter, connected, controls }: Props): ReactElement {
  const { t } = useTranslation()
  const { devices, center, openQuestions, uploads } = counter
  if (!connected) {
    return (
      <div className="head-lights">
        <StatusLight name={t('header.station')} word={t('header.stationLight')} level="bad" testId="light-station" />
      </div>
    )
  }
  return (
    <div className="head-lights">
      {kindsOf(devices).map((alike) => (
        <KindLight key={alike.worst.kind} {...alike} />
      ))}
      <StatusLight
        name={t('center.name')}
        word={`${t(`center.reach.${center.reach}`)} · ${t(`center.signIn.${center.signIn}`)}`}
        level={centerLevel(center)}
        testId="light-center"
      />
      <UploadsLight uploads={uploads} offsetMs={center.clockOffsetMs ?? 0} controls={controls} />
      <StatusLight
        name={t('header.openQuestions')}
        word={openQuestions === 0 ? t('header.openQuestionsNone') : `${openQuestions} ${t('header.openQuestionsSome')}`}
        level={openQuestions === 0 ? 'good' : 'bad'}
        testId="open-questions"
      />
      {/* the shell opens the customer's window in place of a new one; not in the way of the Tab key, Ctrl+Shift+D does it as well */}
      <a className="light" href="customer-display" target="_blank" rel="noreferrer" tabIndex={-1} data-testid="customer-display">
        {t('header.customer')}
      </a>
    </div>
  )
}

/** The devices of one kind, and the one that is furthest from working. */
interface Alike {
  readonly worst: DeviceView
  readonly all: readonly DeviceView[]
}

const levels: readonly Level[] = ['bad', 'waiting', 'good']

/** One light a kind, so that the header holds them however much stands on a counter. What no model claims is for the manager's list: every mouse is among it. */
function kindsOf(devices: readonly DeviceView[]): readonly Alike[] {
  const rank = ({ state }: DeviceView) => levels.indexOf(deviceLevel[state])
  const kinds = [...new Set(devices.map(({ kind }) => kind))].filter((kind) => kind !== 'unknown')
  return kinds.flatMap((kind) => {
    const all = devices.filter((device) => device.kind === kind).toSorted((one, other) => rank(one) - rank(other))
    return all[0] ? [{ worst: all[0], all }] : []
  })
}

/** Where there are several, how many of them work; each has its sentence on pointing at the light. */
function KindLight({ worst, all }: Alike): ReactElement {
  const { t } = useTranslation()
  const name = t(`device.kind.${worst.kind}`)
  const ready = all.filter(({ state }) => deviceLevel[state] === 'good').length
  return (
    <StatusLight
      name={all.length === 1 ? name : t('header.several', { name, ready, count: all.length })}
      word={t(`device.reason.${worst.reason}`)}
      level={deviceLevel[worst.state]}
      testId={`light-${worst.kind}`}
      help={all.map((device) => `${deviceHelp(t, device)} ${device.model} ${device.port ?? ''}`.trim()).join('\n')}
    />
  )
}

interface UploadsProps {
  readonly uploads: CounterState['uploads']
  readonly offsetMs: number
  readonly controls: Controls | undefined
}

/** Its colour changes by the clock alone. Where it stands at the counter it names the key that opens the list, while there is something in it. */
function UploadsLight({ uploads: { count, dueAt }, offsetMs, controls }: UploadsProps): ReactElement {
  const { t } = useTranslation()
  const deadline = deadlineOf(dueAt, useNow(offsetMs))
  const deed = count === 0 ? undefined : controls?.keys['Shift+F5']
  return (
    <StatusLight
      name={t('header.uploads')}
      word={count === 0 ? t('header.uploadsNone') : t(`header.uploadsSome.${deadline}`, { count })}
      level={count === 0 ? 'good' : uploadLevel[deadline]}
      testId="light-uploads"
      {...(deed && { opens: { hotkey: 'Shift+F5', onPress: () => controls?.perform(deed) } })}
    />
  )
}
