import './step-bar.css';
import Check from 'lucide-react/icons/check';

export interface StepBarProps<Step extends string> {
  readonly steps: readonly { readonly id: Step; readonly title: string }[];
  /** The one that is next; past the last one when none of them. */
  readonly step: Step | undefined;
}

/** Where the person is on a way of several steps. */
export function StepBar<Step extends string>({ steps, step }: StepBarProps<Step>) {
  const found = steps.findIndex((one) => one.id === step);
  const at = found === -1 ? steps.length : found;
  return (
    <ol className="steps" aria-label="Steps">
      {steps.map(({ id, title }, index) => (
        <li
          key={id}
          className="step"
          data-done={index < at || undefined}
          aria-current={index === at ? 'step' : undefined}
        >
          <span className="step-number" aria-hidden>
            {index < at ? <Check size={12} strokeWidth={3} /> : index + 1}
          </span>
          {title}
          {index < at && <span className="only-spoken">, done</span>}
        </li>
      ))}
    </ol>
  );
}
