import { expect, it } from 'vitest';
import { widthsOf } from '../../../renderer/grid/widths.ts';

const columns = [
  { width: 'minmax(200px, 2fr)', isRowHeader: true },
  { width: 'minmax(0, 1fr)' },
  { width: '116px' },
];

it('adds up what each column never goes below, the ticks too', () => {
  expect(widthsOf(columns, false)).toEqual({
    tracks: 'minmax(200px, 2fr) minmax(0, 1fr) 116px',
    least: 316,
    names: 200,
  });
  expect(widthsOf(columns, true)).toEqual({
    tracks: '36px minmax(200px, 2fr) minmax(0, 1fr) 116px',
    least: 352,
    names: 200,
  });
  expect(widthsOf([{ width: '1fr' }], false)).toEqual({ tracks: '1fr', least: 0, names: 0 });
});
