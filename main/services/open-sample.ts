import type { WantedChange } from '../../core/changeset-plan.ts';
import type { EnvironmentKind, ProjectRef } from '../../core/environment.ts';
import { Failure } from '../../core/errors.ts';
import { rowId } from '../../core/resource.ts';
import { type SampleDocument, sampleDocuments, sampleEarlierDocuments } from '../sample/sample-documents.ts';
import { sampleEarlier, sampleRules } from '../sample/sample-history.ts';
import { type SampleVariable, sampleVariables } from '../sample/sample-variables.ts';
import { applyPlan } from './apply-plan.ts';
import { changeRules } from './change-rules.ts';
import { type Context, workspaceOf } from './context.ts';
import { createProject } from './create-project.ts';
import { makePlan } from './make-plan.ts';

const organizationName = 'Acme';
const projectName = 'support-bot';

interface SampleEnvironment {
  readonly slug: 'dev' | 'staging' | 'prod';
  readonly name: string;
  readonly kind: EnvironmentKind;
}

/** `dev` comes with the project. */
const environments: readonly SampleEnvironment[] = [
  { slug: 'dev', name: 'Development', kind: 'development' },
  { slug: 'staging', name: 'Staging', kind: 'staging' },
  { slug: 'prod', name: 'Production', kind: 'production' },
];

/** One sample is made at a time: a second press of the button waits for the first. */
const making = new WeakMap<Context, Promise<{ path: string }>>();

/**
 * Go to the sample project, and make it first where there is none.
 *
 * Every value of it is made up. It is written by plans like anything else, so it has a history.
 * @returns the path of its staging variables
 */
export function openSample(context: Context): Promise<{ path: string }> {
  const running = making.get(context);
  if (running !== undefined) return running;
  const made = findOrMake(context).finally(() => making.delete(context));
  making.set(context, made);
  return made;
}

async function findOrMake(context: Context): Promise<{ path: string }> {
  const there = await findSample(context);
  if (there !== undefined) return { path: there };
  const project = await makeProject(context);
  changeRules(context, project, { title: 'Set the rules of the sample' }, sampleStates());
  for (const environment of environments) await fill(context, project, environment);
  remember(context, project.projectId);
  context.emit('scope.changed', {});
  const path = await findSample(context);
  if (path === undefined) throw new Error('the sample project was made and is not there');
  return { path };
}

const sampleStates = () =>
  new Map(
    sampleRules.map(({ key, rule, note }) => [
      key,
      () => ({ rule, ...(note === undefined ? {} : { note }) }),
    ]),
  );

/** A project of the person's own may have the name already. */
async function makeProject(context: Context): Promise<ProjectRef> {
  const make = (name: string) =>
    createProject(context, { workspaceId: 'local', organization: organizationName, name });
  try {
    return (await make(projectName)).project;
  } catch (error) {
    if (!(error instanceof Failure) || error.detail.code !== 'already-exists') throw error;
    return (await make(`${projectName} sample ${context.newId().slice(0, 4)}`)).project;
  }
}

/** The path of the sample's staging environment, or of its first one where staging is gone. */
async function findSample(context: Context): Promise<string | undefined> {
  const sampleId = recall(context);
  const { organizations } = await workspaceOf(context, 'local').describe();
  for (const organization of organizations) {
    const project = organization.projects.find(({ id }) => id === sampleId);
    const live = project?.environments.filter(({ archived }) => !archived) ?? [];
    const environment = live.find(({ slug }) => slug === 'staging') ?? live[0];
    if (project !== undefined && environment !== undefined)
      return `/w/local/orgs/${organization.slug}/projects/${project.slug}/env/${environment.slug}/environment-variables`;
  }
  return undefined;
}

const setting = 'sample.project';

function remember({ store }: Context, projectId: string): void {
  store.run(() =>
    store.db
      .prepare(
        'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      )
      .run(setting, JSON.stringify(projectId)),
  );
}

function recall({ store }: Context): string | undefined {
  const row = store.run(() =>
    store.db.prepare<[string], { value: string }>('SELECT value FROM settings WHERE key = ?').get(setting),
  );
  return row === undefined ? undefined : String(JSON.parse(row.value));
}

/** First the values as they once were, then the changes that led to the present ones. */
async function fill(context: Context, project: ProjectRef, environment: SampleEnvironment): Promise<void> {
  const { slug } = environment;
  const present = sampleVariables.flatMap((one) => wantedOf(one, slug));
  const earlier = sampleEarlier.filter((one) => one.slug === slug);
  const firstOf = new Map(earlier.map(({ key, values }) => [key, values[0]]));
  const first = present.map((change) => ({ ...change, value: firstOf.get(change.key) ?? change.value }));
  await write(context, project, environment, 'Fill the sample', first, slug !== 'dev');
  for (const { key, values } of earlier) {
    const last = present.find((change) => change.key === key)?.value;
    for (const value of [...values.slice(1), last])
      if (value !== undefined)
        await write(context, project, environment, `Change ${key}`, [{ type: 'set', key, value }], false);
  }
  await fillDocuments(context, project, environment);
}

/** Agents, provider keys and queues, after the variables that they need. */
async function fillDocuments(
  context: Context,
  project: ProjectRef,
  environment: SampleEnvironment,
): Promise<void> {
  const { slug } = environment;
  const wanted = ({ resource, key, text }: SampleDocument): WantedChange => ({
    type: 'set',
    resource,
    key,
    value: text,
    kind: 'plain',
  });
  const earlier = sampleEarlierDocuments[slug].map(wanted);
  const present = sampleDocuments[slug].map(wanted);
  const first = new Map([...present, ...earlier].map((change) => [rowId(change), change]));
  await write(
    context,
    project,
    environment,
    'Set up agents, provider keys and queues',
    [...first.values()],
    false,
  );
  for (const change of present.filter((one) => earlier.some((before) => rowId(before) === rowId(one))))
    await write(context, project, environment, `Change agent ${change.key}`, [change], false);
}

function wantedOf({ key, kind, note, ...values }: SampleVariable, slug: SampleEnvironment['slug']) {
  const value = values[slug];
  return value === undefined ? [] : [{ type: 'set' as const, key, value, kind, note }];
}

async function write(
  context: Context,
  project: ProjectRef,
  { slug, name, kind }: SampleEnvironment,
  title: string,
  wanted: readonly WantedChange[],
  creates: boolean,
): Promise<void> {
  const plan = await makePlan(context, {
    env: { ...project, slug },
    wanted,
    title,
    source: 'patches',
    createsEnvironment: creates ? { slug, name, kind } : undefined,
  });
  const { slug: typed = '', keys } = plan.confirmation;
  await applyPlan(context, {
    planId: plan.id,
    revision: plan.revision,
    confirmation: { slug: typed, keys: [...keys] },
  });
}
