import type { LucideIcon } from 'lucide-react';
import Info from 'lucide-react/icons/info';
import OctagonAlert from 'lucide-react/icons/octagon-alert';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { RiskLevel } from '../../core/safety-rule.ts';

interface LevelLook {
  readonly Icon: LucideIcon;
  readonly tone: 'bad' | 'warn' | 'soft';
  /** Of one risk or finding. */
  readonly word: string;
}

/** How serious something is, wherever it is said: icon, colour and word. */
export const levelLooks: Readonly<Record<RiskLevel, LevelLook>> = {
  refused: { Icon: OctagonAlert, tone: 'bad', word: 'Danger' },
  warning: { Icon: TriangleAlert, tone: 'warn', word: 'Warning' },
  note: { Icon: Info, tone: 'soft', word: 'Note' },
};
