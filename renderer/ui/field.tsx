import './field.css';
import Check from 'lucide-react/icons/check';
import type { ReactNode, RefAttributes } from 'react';
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components';

interface Around {
  readonly label: string;
  /** Keep the label for screen readers only. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed; the field is invalid while it is there. */
  readonly error?: ReactNode;
}

export interface TextFieldProps extends Around, Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  /** Keys, slugs and values: set in the monospace. */
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly icon?: ReactNode;
  readonly inputRef?: RefAttributes<HTMLInputElement>['ref'];
}

/** One line of text. Never completed or spell-checked by the browser, which would remember what was typed. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  mono,
  placeholder,
  icon,
  inputRef,
  ...props
}: TextFieldProps) {
  return (
    <AriaTextField {...fieldProps(error)} {...props} className="field">
      <Label className={hideLabel === true ? 'only-spoken' : 'field-label'}>{label}</Label>
      <div className="field-box">
        {icon}
        <Input
          className={mono === true ? 'field-input mono' : 'field-input'}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(inputRef === undefined ? {} : { ref: inputRef })}
        />
      </div>
      <Help hint={hint} error={error} />
    </AriaTextField>
  );
}

export interface TextAreaProps extends Around, Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  readonly mono?: boolean;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly inputRef?: RefAttributes<HTMLTextAreaElement>['ref'];
}

export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  mono,
  placeholder,
  rows = 4,
  inputRef,
  ...props
}: TextAreaProps) {
  return (
    <AriaTextField {...fieldProps(error)} {...props} className="field">
      <Label className={hideLabel === true ? 'only-spoken' : 'field-label'}>{label}</Label>
      <AriaTextArea
        className={mono === true ? 'field-area mono' : 'field-area'}
        rows={rows}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <Help hint={hint} error={error} />
    </AriaTextField>
  );
}

const fieldProps = (error: ReactNode) => ({
  isInvalid: error !== undefined && error !== null && error !== false,
  autoComplete: 'off',
  autoCorrect: 'off',
  spellCheck: 'false',
});

function Help({ hint, error }: Pick<Around, 'hint' | 'error'>) {
  return (
    <>
      {hint !== undefined && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </>
  );
}

export interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'children' | 'style'> {
  readonly children?: ReactNode;
}

export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox {...props} className="checkbox">
      <span className="checkbox-box" aria-hidden="true">
        <Check size={12} strokeWidth={3} />
      </span>
      {children !== undefined && <span>{children}</span>}
    </AriaCheckbox>
  );
}
