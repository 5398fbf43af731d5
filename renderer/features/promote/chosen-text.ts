import { rowOf } from '../../../core/resource.ts';
import type { Choices } from '../../state/promotion.ts';

/** How much was chosen, in words: keys by what becomes of them, then agents and queues. */
export function chosenText(choices: Choices): string {
  const count = { copy: 0, set: 0, delete: 0, agent: 0, queue: 0 };
  for (const [id, choice] of choices) {
    const { resource } = rowOf(id);
    if (resource === 'agent' || resource === 'queue') count[resource] += 1;
    else count[choice] += 1;
  }
  const many = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const parts = [
    count.copy > 0 ? `${count.copy} to copy` : '',
    count.set > 0 ? `${count.set} to set` : '',
    count.delete > 0 ? `${count.delete} to delete` : '',
    count.agent > 0 ? many(count.agent, 'agent') : '',
    count.queue > 0 ? many(count.queue, 'queue') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing chosen yet' : parts.join(', ');
}
