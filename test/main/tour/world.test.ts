import { expect, it } from 'vitest';
import { journeyOf } from '../../../main/tour/journey.ts';
import { lackSentences } from '../../../main/tour/steps-begin.ts';
import { differences, worldOfFiles, worldOfSample } from '../../../main/tour/world.ts';

const world = (files: Readonly<Record<string, string>>) =>
  worldOfFiles(Object.entries(files).map(([fileName, text]) => ({ fileName, bytes: Buffer.from(text) })));

it('puts files where their names suggest, towards production, with dev first', () => {
  const { places, files } = world({ '.env.production': 'A=1', '.env.staging': 'A=1\nB=2\nB=3', own: 'C=1' });

  expect(places.map(({ slug, kind, order }) => [slug, kind, order])).toEqual([
    ['dev', 'development', 0],
    ['staging', 'staging', 1],
    ['own', 'staging', 2],
    ['prod', 'production', 3],
  ]);
  expect(places[1]?.values).toEqual(
    new Map([
      ['A', '1'],
      ['B', '3'],
    ]),
  );
  expect(files.find(({ slug }) => slug === 'staging')?.keys).toEqual(['A', 'B', 'B']);
});

it('leaves out what the import leaves out, and takes an example file as required keys', () => {
  const { places, required } = world({
    '.env.prod': 'BACKDOOR_X=1\nTRIGGER_SECRET_KEY=x\n1A=1\nOK=1',
    '.env.live': 'OK=2',
    '.env.example': 'OK=\nMORE=',
  });

  expect(places.find(({ slug }) => slug === 'prod')?.values).toEqual(new Map([['OK', '2']]));
  expect(required).toEqual(new Set(['OK', 'MORE']));
});

it('expects nobody to lack what the import leaves out of their own file', () => {
  const sentences = lackSentences(
    world({ '.env': 'A=1\nPLATOS_TEST_MODE=on\nB=1', '.env.production': 'A=1\nPLATOS_TEST_MODE=on' }),
  );

  expect(sentences.map(({ text, keys }) => [text, keys])).toEqual([['prod lacks 1 key that dev has', ['B']]]);
});

it('edits what is promoted from, and promotes what differs and is not refused', () => {
  const journey = journeyOf(
    world({ '.env.staging': 'PLAIN=1\nBACKDOOR_A=1\nAPI_KEY=x', '.env.production': 'PLAIN=1' }),
  );

  expect([journey.home.slug, journey.target?.slug]).toEqual(['staging', 'prod']);
  expect(journey.edited).toBe('BACKDOOR_A');
  expect(journey.promoted).toEqual(['ADDED_ON_TOUR', 'API_KEY']);
  expect(journey.homeAfter.values.size).toBe(4);
});

it('has nowhere to promote to where there is one environment', () => {
  const journey = journeyOf(world({ '.env': 'A=1' }));

  expect(journey).toMatchObject({ target: undefined, edited: 'A', promoted: [] });
});

it('knows the sample as it opens', () => {
  const [, staging, prod] = worldOfSample().places;
  if (staging === undefined || prod === undefined) throw new Error('the sample has three environments');

  expect(differences(staging, prod).onlyLeft.length).toBeGreaterThan(0);
});
