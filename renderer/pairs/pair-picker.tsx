import './pairs.css';
import ArrowLeftRight from 'lucide-react/icons/arrow-left-right';
import type { ReactNode } from 'react';
import type { Environment } from '../../core/environment.ts';
import type { Pair } from '../../core/pairs.ts';
import { IconButton } from '../ui/button.tsx';
import { EnvironmentTag } from '../ui/environment-tag.tsx';
import { Select } from '../ui/select.tsx';

interface Props {
  readonly pair: Pair;
  readonly environments: readonly Environment[];
  readonly labels: readonly [left: string, right: string];
  readonly showLabels?: boolean;
  readonly picked: (side: 'left' | 'right', slug: string) => void;
  readonly swap: () => void;
}

/** Two environments and the way to swap them. */
export function PairPicker({
  pair,
  environments,
  labels,
  showLabels = false,
  picked,
  swap,
}: Props): ReactNode {
  const options = environments.map((one) => ({
    id: one.slug,
    text: one.name,
    shown: <EnvironmentTag kind={one.kind} name={one.name} colour={one.colour} />,
  }));
  const side = (which: 'left' | 'right') => (
    <Select
      label={which === 'left' ? labels[0] : labels[1]}
      hideLabel={!showLabels}
      options={options}
      value={pair[which]}
      onChange={(slug) => picked(which, slug)}
    />
  );
  return (
    <div className="pair">
      {side('left')}
      <IconButton label="Swap sides" chord="x" icon={<ArrowLeftRight size={16} />} onPress={swap} />
      {side('right')}
    </div>
  );
}
