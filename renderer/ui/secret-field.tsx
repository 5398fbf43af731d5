import './field.css';
import { type ReactNode, type RefObject, useId } from 'react';

/**
 * One line for a token. What is typed stays in the element, out of React's state, and is taken from it by `takeSecret`.
 */
export function SecretField({
  label,
  hint,
  fieldRef,
  onEdit,
  wrong = false,
  autoFocus = true,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly onEdit: (text: string) => void;
  /** What is in it is the reason why it does not go on. */
  readonly wrong?: boolean;
  readonly autoFocus?: boolean;
}) {
  const id = useId();
  return (
    <div className="field" {...(wrong ? { 'data-invalid': true } : {})}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-box">
        <input
          id={id}
          ref={fieldRef}
          className="field-input mono"
          type="password"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
          aria-describedby={`${id}-hint`}
          // biome-ignore lint/a11y/noAutofocus: the field is what this step of the dialog is about
          autoFocus={autoFocus}
          onInput={(event) => onEdit(event.currentTarget.value)}
        />
      </div>
      <span id={`${id}-hint`} className="field-hint" role="status">
        {hint}
      </span>
    </div>
  );
}

/** Whether leaving these fields would drop what was typed into one of them. */
export const holdSecret = (...fields: readonly (HTMLInputElement | null)[]): boolean =>
  fields.some((field) => field !== null && field.value.trim() !== '');

/** What was typed, which is then no longer in the field. */
export function takeSecret(field: HTMLInputElement | null): string {
  const text = field?.value.trim() ?? '';
  if (field !== null) field.value = '';
  return text;
}

/** Back into the field for another try, unless something was typed there meanwhile. */
export function putBack(field: HTMLInputElement | null, secret: string): void {
  if (field?.value === '') field.value = secret;
}

/** Typing or pasting replaces what is in the field. */
export function readyToReplace(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
