import './promote.css';
import Check from 'lucide-react/icons/check';
import type { ReactNode } from 'react';
import type { Step } from '../../state/promotion.ts';

const steps: readonly { readonly id: Step; readonly title: string }[] = [
  { id: 'pair', title: 'From and to' },
  { id: 'choose', title: 'Choose' },
  { id: 'review', title: 'Review' },
  { id: 'apply', title: 'Apply' },
];

/** Where the person is on the way. */
export function StepBar({ step }: { readonly step: Step }): ReactNode {
  const at = steps.findIndex((one) => one.id === step);
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
