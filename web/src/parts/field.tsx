/** Something to fill in, with its label, a hint, and what is wrong with it. */
import { h, type ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly hint?: string | undefined
  readonly type?: 'text' | 'password' | 'email' | 'search' | 'number' | 'time' | 'url'
  readonly name?: string
  readonly autoComplete?: 'username' | 'current-password' | 'new-password' | 'email' | 'off'
  readonly required?: boolean
  readonly maxLength?: number
  readonly placeholder?: string
  readonly autoFocus?: boolean
  /** The id of a `datalist`: how what is written may go on. */
  readonly list?: string
  readonly disabled?: boolean
  /** Where the label is heard only. */
  readonly bare?: boolean
  /** Stands in the same line behind it. */
  readonly beside?: ComponentChildren
}

export function Field({
  label,
  value,
  onInput,
  hint,
  bare = false,
  beside,
  type = 'text',
  ...rest
}: FieldProps) {
  const id = useId()
  const own = {
    id,
    class: 'field__input',
    value,
    type,
    ...rest,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      onInput(currentTarget.value),
  }
  return (
    <div class="field">
      <label for={id} class={bare ? 'unseen' : ''}>
        {label}
      </label>
      <div class="field__line">
        {h('input', own)}
        {beside}
      </div>
      {hint !== undefined && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface CheckProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hint?: string
  readonly disabled?: boolean
}

export function Check({ label, checked, onChange, hint, disabled = false }: CheckProps) {
  const id = useId()
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && <p class="field__hint">{hint}</p>}
    </div>
  )
}

/** One of a few, all of them seen. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly hint?: string }[]
  readonly onChoose: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="choice__option">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>
            {option.label}
            {option.hint !== undefined && <small class="field__hint">{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface SelectProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChoose: (value: T) => void
  /** Where the label is heard only. */
  readonly bare?: boolean
  readonly disabled?: boolean
}

export function Select<T extends string>({
  label,
  value,
  options,
  onChoose,
  bare = false,
  disabled = false,
}: SelectProps<T>) {
  const id = useId()
  const choose = (chosen: string) => {
    const option = options.find((each) => each.value === chosen)
    if (option !== undefined) onChoose(option.value)
  }
  return (
    <div class={bare ? 'field field--bare' : 'field'}>
      <label for={id} class={bare ? 'unseen' : ''}>
        {label}
      </label>
      <select
        id={id}
        class="field__input"
        value={value}
        disabled={disabled}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
