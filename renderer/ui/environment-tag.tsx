import './environment-tag.css';
import type { LucideIcon } from 'lucide-react';
import Code from 'lucide-react/icons/code';
import FlaskConical from 'lucide-react/icons/flask-conical';
import GitBranch from 'lucide-react/icons/git-branch';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import type { EnvironmentColour, EnvironmentKind } from '../../core/environment.ts';

/** The icon of each kind: colour is never alone. */
export const kindIcons: Readonly<Record<EnvironmentKind, LucideIcon>> = {
  development: Code,
  staging: FlaskConical,
  preview: GitBranch,
  production: ShieldAlert,
};

export const kindNames: Readonly<Record<EnvironmentKind, string>> = {
  development: 'Development',
  staging: 'Staging',
  preview: 'Preview',
  production: 'Production',
};

/** An environment wherever it is named: colour, icon and name. `filled` where it must not be missed. */
export function EnvironmentTag({
  kind,
  name,
  colour,
  filled = false,
}: {
  readonly kind: EnvironmentKind;
  readonly name: string;
  /** Absent: the colour of its kind. */
  readonly colour?: EnvironmentColour | undefined;
  readonly filled?: boolean;
}) {
  const Icon = kindIcons[kind];
  return (
    <span
      className={filled ? 'env-tag env-tag-filled' : 'env-tag'}
      data-kind={kind}
      data-colour={colour}
      title={`${name} (${kindNames[kind]})`}
    >
      <Icon size={14} aria-hidden />
      <span className="env-tag-name">{name}</span>
    </span>
  );
}
