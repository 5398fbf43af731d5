import type { Step } from '../../state/promotion.ts';

export const promoteSteps: readonly { readonly id: Step; readonly title: string }[] = [
  { id: 'pair', title: 'From and to' },
  { id: 'choose', title: 'Choose' },
  { id: 'review', title: 'Review' },
  { id: 'apply', title: 'Apply' },
];
