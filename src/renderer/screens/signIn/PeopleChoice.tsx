import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../shared/contract/counter.ts'

interface Props {
  /** null until the station has told them */
  readonly accounts: readonly Person[] | null
  readonly chosen: number
  readonly onChoose: (index: number) => void
  /** after a click: typing goes on in the secret's field */
  readonly onClicked: () => void
}

/** How many people have a key of their own: F1 to F9. Digits belong to the secret. */
export const KEYED_PEOPLE = 9

/** The people as large choices: a click or the key shown chooses at once, arrow keys move as in any radio group. */
export function PeopleChoice({ accounts, chosen, onChoose, onClicked }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <fieldset className="people">
      <legend>{t('signIn.who')}</legend>
      {accounts === null && <p role="status">{t('signIn.loading')}</p>}
      {accounts?.length === 0 && (
        <p>
          <strong>{t('signIn.none')}</strong> {t('signIn.noneNext')}
        </p>
      )}
      {accounts?.map((account, index) => (
        <label key={account.id} className="person" data-testid={`account-${account.id}`}>
          <input
            type="radio"
            name="account"
            value={account.id}
            checked={index === chosen}
            onChange={() => onChoose(index)}
            onClick={(event) => {
              // arrow keys click too, with a detail of 0, and should stay among the people
              if (event.detail > 0) onClicked()
            }}
          />
          {index < KEYED_PEOPLE && <kbd>F{index + 1}</kbd>}
          <strong>{account.name}</strong>
          <span>{account.roles.map((role) => t(`roles.${role}`)).join(' · ')}</span>
        </label>
      ))}
    </fieldset>
  )
}
