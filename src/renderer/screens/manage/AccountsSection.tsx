import { Button } from 'antd'
import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../shared/contract/shop.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import { dateTime } from '../../format/time.ts'
import type { Ask } from '../../state/store.ts'
import { AccountForm, type AccountTask } from './AccountForm.tsx'
import { Waiting } from './Waiting.tsx'

const listAccounts = (ask: Ask) => ask('accounts.list', {})

interface Props {
  readonly ask: Ask
  /** what is being done with an account; Escape, which the whole place listens to, ends it */
  readonly task: AccountTask | null
  readonly onTask: (task: AccountTask | null) => void
}

/** Who may sign in: the list, and beside it what is done with one of them. */
export function AccountsSection({ ask, task, onTask }: Props): ReactElement {
  const { t } = useTranslation()
  const { loaded, reload } = useLoaded(ask, listAccounts)
  const opener = useRef<HTMLElement | null>(null)
  const open = (next: AccountTask): void => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    onTask(next)
  }
  // the keyboard goes on where it was
  useEffect(() => {
    if (task === null) opener.current?.focus()
  }, [task])
  const add = (): void => open({ kind: 'add' })
  useHotkeys({ F6: add })
  return (
    <Waiting loaded={loaded} onRetry={reload}>
      {(accounts) => (
        <div className="manage-columns">
          <div className="manage-table">
            <AccountTable accounts={accounts} onOpen={open} />
            <div className="column-actions">
              <KeyButton label={t('accounts.add')} hotkey="F6" testId="account-add" onPress={add} />
            </div>
          </div>
          {task && (
            <AccountForm
              key={task.kind === 'add' ? 'add' : `${task.kind} ${task.account.id}`}
              task={task}
              ask={ask}
              onClose={() => onTask(null)}
              onDone={() => {
                onTask(null)
                reload()
              }}
            />
          )}
        </div>
      )}
    </Waiting>
  )
}

interface TableProps {
  readonly accounts: readonly AccountView[]
  readonly onOpen: (task: AccountTask) => void
}

/** The accounts, with what stands in the way of each. */
export function AccountTable({ accounts, onOpen }: TableProps): ReactElement {
  const { t } = useTranslation()
  if (accounts.length === 0) return <p className="column-empty">{t('accounts.none')}</p>
  return (
    <table className="cases">
      <thead>
        <tr>
          <th scope="col">{t('accounts.name')}</th>
          <th scope="col">{t('accounts.roles')}</th>
          <th scope="col">{t('accounts.state')}</th>
          <th scope="col">{t('accounts.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id} data-testid="account-row" data-account={account.name}>
            <td>
              <strong>{account.name}</strong>
            </td>
            <td>{account.roles.map((role) => t(`roles.${role}`)).join(' · ')}</td>
            <td>
              <AccountState account={account} />
            </td>
            <td className="row-actions">
              <Button
                aria-description={account.name}
                data-testid="account-change"
                onClick={() => onOpen({ kind: 'change', account })}
              >
                {t('accounts.change')}
              </Button>
              <Button
                aria-description={account.name}
                data-testid="account-reset"
                onClick={() => onOpen({ kind: 'reset', account })}
              >
                {t('accounts.reset')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AccountState({ account: { isActive, mustChangeSecret, lockedUntil } }: { readonly account: AccountView }): ReactElement {
  const { t } = useTranslation()
  if (!isActive) return <span className="muted">{t('accounts.inactive')}</span>
  if (lockedUntil !== null) return <span className="word-bad">{t('accounts.locked', { until: dateTime(lockedUntil) })}</span>
  if (mustChangeSecret) return <span className="word-waiting">{t('accounts.mustChange')}</span>
  return <span className="word-good">{t('accounts.active')}</span>
}
