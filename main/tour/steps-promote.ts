import type { Journey } from './journey.ts';
import { confirmFor, count, dialogTitle, see, seeActive, seeRows, some, textOf } from './look.ts';
import type { At, Step } from './walk.ts';
import { differences, type Place } from './world.ts';

/** Compare two environments, promote from one to the other, take that back. */
export function promoting(journey: Journey): readonly Step[] {
  const { homeAfter: home, target, promoted } = journey;
  if (target === undefined) {
    const leftOut = 'the project has one environment';
    return ['Compare', 'Promote', 'Undo'].map((title) => ({ title, leftOut }));
  }
  const nothing = promoted.length === 0 ? `${target.name} would refuse all that differs` : undefined;
  const [promote, undo] = ['Promote to', 'Undo the promotion in'].map(
    (title) => `${title} ${target.name}`,
  ) as [string, string];
  return [
    { title: `Compare ${home.name} with ${target.name}`, run: (at) => compare(at, home, target) },
    nothing !== undefined
      ? { title: promote, leftOut: nothing }
      : { title: promote, run: (at) => promoteSome(at, home, target, promoted) },
    nothing !== undefined
      ? { title: undo, leftOut: nothing }
      : { title: undo, run: (at) => undoPromotion(at, home, target, promoted) },
    { title: 'Find all of it in the history', run: (at) => history(at, journey, target) },
  ];
}

async function compare(at: At, home: Place, target: Place): Promise<void> {
  const { onlyLeft, onlyRight, changed } = differences(home, target);
  const differing = [...onlyLeft, ...onlyRight, ...changed].sort();
  await at.press('Control+d');
  const option = '[role=option] .picker-title';
  await see(at, target.name, option);
  const above = (await at.hands().texts(option)).indexOf(target.name);
  for (let row = 0; row < above; row++) await at.press('ArrowDown');
  await see(at, target.name, '[role=option][aria-selected=true] .picker-title');
  await at.press('Enter');
  await see(at, `Differences ${differing.length.toLocaleString('en')}`, '.chips .chip');
  await see(at, `Different ${changed.length.toLocaleString('en')}`, '.chips .chip');
  await see(at, `Only in ${home.name} ${onlyLeft.length.toLocaleString('en')}`, '.chips .chip');
  await see(at, `Only in ${target.name} ${onlyRight.length.toLocaleString('en')}`, '.chips .chip');
  const first = differing[0];
  if (first === undefined) return;
  await at.press('Control+Home');
  await seeActive(at, first);
  if (differing[1] === undefined) return;
  await at.press('F7');
  await seeActive(at, differing[1]);
}

async function seeCounts(at: At, home: Place, target: Place): Promise<void> {
  const { onlyLeft, onlyRight, changed, same } = differences(home, target);
  const wanted = [
    [onlyLeft.length, `new to ${target.name}`],
    [changed.length, 'changed'],
    [same, 'the same'],
    [onlyRight.length, `only in ${target.name}`],
  ] as const;
  const text = wanted.map(([n, what]) => `${n.toLocaleString('en')} ${what}`).join(' · ');
  await at.expect(text, textOf(at, '.promote-count'), (saw) => saw === text);
}

async function promoteSome(at: At, home: Place, target: Place, keys: readonly string[]): Promise<void> {
  await at.press('Alt+3');
  await see(at, 'Promote from one environment', '.promote h2');
  await seeCounts(at, home, target);
  await at.press('Control+Enter');
  const { onlyLeft, changed } = differences(home, target);
  const rows = [...onlyLeft, ...changed].sort();
  await seeRows(at, rows.length, '.promote');
  await at.press('Control+Home');
  await tick(at, rows, keys);
  await see(at, `${keys.length} to copy`, '.promote-foot [role=status]');
  await at.press('Control+Enter');
  await see(at, count(keys.length, 'change'), '.promote-review .review-summary');
  await seePlanned(at, keys, '.promote-review');
  await confirmFor(at, target);
  await at.press('Control+Enter');
  await see(
    at,
    `${keys.length} of ${count(keys.length, 'change')} ${keys.length === 1 ? 'was' : 'were'} applied to ${target.name}`,
    '.promote-review [role=status]',
  );
}

/** Space ticks the row and goes on to the next; the arrow passes by what is left out. */
async function tick(at: At, rows: readonly string[], keys: readonly string[]): Promise<void> {
  const last = rows.indexOf(keys.at(-1) ?? '');
  for (const [index, key] of rows.slice(0, last + 1).entries()) {
    if (index === 0) await seeActive(at, key, '.promote');
    await at.press(keys.includes(key) ? 'Space' : 'ArrowDown');
  }
}

const seePlanned = (at: At, keys: readonly string[], within: string): Promise<void> =>
  at.expect(some(keys), textOf(at, `${within} [role=grid] [role=rowheader] bdi`), (saw) =>
    keys.every((key) => saw.includes(key)),
  );

async function undoPromotion(at: At, home: Place, target: Place, keys: readonly string[]): Promise<void> {
  await at.press('u');
  await see(at, 'Undo: Promote', dialogTitle);
  await see(at, count(keys.length, 'change'), '[role=dialog] .review-summary');
  await seePlanned(at, keys, '[role=dialog]');
  await confirmFor(at, target);
  await at.press('Control+Enter');
  await see(at, `${count(keys.length, 'change')} undone in ${target.name}`, '.toasts');
  await see(at, 'Promote from one environment', '.promote h2');
  await seeCounts(at, home, target);
}

async function history(at: At, { promoted }: Journey, target: Place): Promise<void> {
  await at.press(`Control+${target.order + 1}`, 'Alt+7');
  await see(at, target.name, '.strip strong');
  if (promoted.length === 0) return see(at, 'Import', '.history [role=grid] .history-title');
  const titles = textOf(at, '.history [role=grid] .history-title');
  await at.expect('Undo: Promote … · Promote …', titles, (saw) => /^Undo: Promote .* · Promote /.test(saw));
}
