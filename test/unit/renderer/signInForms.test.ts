import fc from 'fast-check'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Field } from '../../../src/renderer/components/Field.tsx'
import { FormEnd } from '../../../src/renderer/components/FormEnd.tsx'
import type { Form } from '../../../src/renderer/components/useForm.ts'
import { touchGate } from '../../../src/renderer/components/useTouch.ts'
import {
  afterOnForm,
  emptyField,
  type FormEvent,
  type FormState,
  faultOf,
  formOf,
  isAtFault,
  unlikeSecrets,
} from '../../../src/renderer/state/form.ts'
import { failure, failureCodes } from '../../../src/shared/contract/failures.ts'

type Names = 'name' | 'secret'
const blank = { name: '', secret: '' }
const simple = faultOf(failure('SECRET_TOO_SIMPLE'), { SECRET_TOO_SIMPLE: 'secret' })

const event: fc.Arbitrary<FormEvent<Names>> = fc.oneof(
  fc.record({
    kind: fc.constant('typed' as const),
    field: fc.constantFrom<Names>('name', 'secret'),
    text: fc.string(),
  }),
  fc.constant({ kind: 'sent' as const }),
  fc.constant({ kind: 'refused' as const, fault: simple }),
)

test('whatever is typed, sent and refused: every field holds what was typed into it last', () => {
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const typed = { ...blank }
      for (const one of events) if (one.kind === 'typed') typed[one.field] = one.text
      expect(events.reduce(afterOnForm<Names>, formOf(blank)).values).toEqual(typed)
    }),
  )
})

test('once it was carried out nothing secret is left in the form, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(event), fc.string({ minLength: 1 }), (events, secret) => {
      const typed: FormEvent<Names>[] = [...events, { kind: 'typed', field: 'secret', text: `s${secret}` }]
      const form = afterOnForm(typed.reduce(afterOnForm<Names>, formOf(blank)), { kind: 'carriedOut', secrets: ['secret'] })
      expect(form.values.secret).toBe('')
      expect(form).toMatchObject({ isBusy: false, isDone: true, fault: null })
    }),
  )
})

test('that it was saved is said no longer when something else is typed', () => {
  const saved = afterOnForm(formOf(blank), { kind: 'carriedOut', secrets: [] })
  expect(afterOnForm(saved, { kind: 'typed', field: 'name', text: 'x' }).isDone).toBe(false)
  expect(afterOnForm(saved, { kind: 'put', values: { name: 'x', secret: '' } }).isDone).toBe(false)
})

test.each(failureCodes)('the fault of %s names the field that the failure names, before the one of the table', (code) => {
  expect(faultOf({ code, field: 'a.name' }, { [code]: 'other' })).toMatchObject({ code, field: 'a.name' })
  expect(faultOf({ code }, { [code]: 'other' }).field).toBe('other')
  expect(faultOf({ code }).field).toBeNull()
})

test('what the center said stands in the sentence of the fault', () => {
  expect(faultOf(failure('CENTER_REFUSED', { center: { code: '-1', message: '未授权' } })).next).toContain('-1 未授权')
})

test.each([
  ['name', 'name', true],
  ['name', 'shop.name', true],
  ['shop.name', 'shop.name', true],
  ['manager.name', 'shop.name', false],
  ['name', 'officeName', false],
  ['name', null, false],
] as const)('the field %s is at fault for the path %s: %s', (name, field, is) => {
  expect(isAtFault({ ...simple, field }, name)).toBe(is)
})

test('the first needed field that is empty or blank is named with its label', () => {
  const needed = [
    ['name', '姓名'],
    ['secret', '密码'],
  ] as const
  expect(emptyField({ name: ' ', secret: '' }, needed)).toMatchObject({ field: 'name', what: expect.stringContaining('姓名') })
  expect(emptyField({ name: 'x', secret: '' }, needed)).toMatchObject({ field: 'secret', code: 'EMPTY' })
  expect(emptyField({ name: 'x', secret: 'y' }, needed)).toBeNull()
})

test('a new secret typed twice must be the same both times', () => {
  expect(unlikeSecrets('abc', 'abd')).toMatchObject({ field: 'again', code: 'DIFFERENT' })
  expect(unlikeSecrets('abc', 'abc')).toBeNull()
})

const idle = { type: () => {}, put: () => {}, refuse: () => {}, send: () => {} }

function line(state: Partial<FormState<Names>>, isSecret = false): string {
  const form: Form<Names> = { ...formOf({ name: '赵店长', secret: '' }), ...idle, ...state }
  return renderToString(createElement(Field<Names>, { form, name: 'name', label: '姓名', hint: '全名', maxLength: 50, isSecret }))
}

function end(state: Partial<FormState<Names>>): string {
  const form = { ...formOf(blank), ...state }
  return renderToString(createElement(FormEnd, { form, label: '保存', hotkey: 'F12', testId: 'save', done: '已保存' }))
}

test('a line of a form has its label, its hint, and what was typed', () => {
  const html = line({})
  for (const part of ['for="field-name"', 'id="field-name"', '姓名', '全名', '赵店长', 'aria-invalid="false"'])
    expect(html).toContain(part)
  expect(html).toContain('aria-describedby="field-name-hint"')
})

test('the line at fault says so, and points at the sentence about it', () => {
  const fault = faultOf(failure('ACCOUNT_NAME_TAKEN', { field: 'name' }))
  expect(line({ fault })).toMatch(/aria-invalid="true"/)
  expect(line({ fault })).toContain('form-fault')
  expect(line({ fault: { ...fault, field: 'secret' } })).not.toMatch(/aria-invalid="true"/)
  const sentence = end({ fault })
  for (const part of ['id="form-fault"', 'role="alert"', '已经有同名的账号', '请在姓名后加一个字', 'data-field="name"'])
    expect(sentence).toContain(part)
})

test('while it is sent nothing is typed into it, and its button turns', () => {
  expect(line({ isBusy: true }).toLowerCase()).toContain('readonly=""')
  expect(end({ isBusy: true })).toContain('ant-btn-loading')
  expect(end({})).not.toContain('ant-btn-loading')
})

test('that it was carried out is said where the form stays', () => {
  expect(end({ isDone: true })).toContain('已保存')
  expect(end({})).not.toContain('已保存')
})

test('a secret is typed unseen', () => {
  expect(line({}, true)).toContain('type="password"')
  expect(line({})).not.toContain('type="password"')
})

test('a touch is passed on at once, then at most every 30 s, and after a clock that jumped', () => {
  const mayPass = touchGate()
  expect([0, 1, 29_999, 30_000, 59_999, 60_000].map(mayPass)).toEqual([true, false, false, true, false, true])
  expect(mayPass(-1_000_000)).toBe(true)
})

test('of any touches no two that are passed on are closer than 30 s, and none waits longer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40_000 })), (pauses) => {
      const mayPass = touchGate()
      let now = 0
      let last = Number.NEGATIVE_INFINITY
      for (const pause of pauses) {
        now += pause
        const isDue = now - last >= 30_000
        expect(mayPass(now)).toBe(isDue)
        if (isDue) last = now
      }
    }),
  )
})
