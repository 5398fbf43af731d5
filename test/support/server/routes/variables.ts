import { parse } from 'dotenv';
import { z } from 'zod';
import { type Answer, json, Refused, refuse, unexpected } from '../answer.ts';
import { type Asked, jsonBody, param } from '../asked.ts';
import { type Principal, principalOf } from '../credentials.ts';
import { ownStore } from '../own-store.ts';
import type { Route } from '../route.ts';
import { environmentOfKey, selectEnvironment } from '../select-environment.ts';
import { merged, sharedStore } from '../shared-store.ts';
import type { Import, Target, VariableStore } from '../variable-store.ts';

const base = '/api/v1/projects/:ref/envvars';
const bodyOf = {
  create: z.object({ name: z.string(), value: z.string(), isSecret: z.boolean().optional() }),
  edit: z.object({ value: z.string() }),
  import: z.object({
    variables: z.record(z.string(), z.string()),
    parentVariables: z.record(z.string(), z.string()).optional(),
    override: z.boolean().optional(),
    isSecret: z.boolean().optional(),
    source: z
      .discriminatedUnion('type', [
        z.object({ type: z.literal('user'), userId: z.string() }),
        z.object({ type: z.literal('integration'), integration: z.string() }),
      ])
      .optional(),
  }),
};

/** Reading and writing the variables of an environment. */
export const variableRoutes: readonly Route[] = [
  { method: 'GET', path: base, bucket: 'deploy', handle: runtimeValues },
  { method: 'GET', path: `${base}/:slug`, bucket: 'general', handle: list },
  { method: 'POST', path: `${base}/:slug`, bucket: 'general', handle: create },
  { method: 'POST', path: `${base}/:slug/import`, bucket: 'deploy', handle: importAll },
  { method: 'GET', path: `${base}/:slug/:name`, bucket: 'general', handle: read },
  { method: 'PUT', path: `${base}/:slug/:name`, bucket: 'general', handle: edit },
  { method: 'POST', path: `${base}/:slug/:name`, bucket: 'general', handle: edit },
  { method: 'DELETE', path: `${base}/:slug/:name`, bucket: 'general', handle: remove },
  // The action looks at no other method and returns nothing.
  { method: 'PATCH', path: `${base}/:slug/:name`, bucket: 'general', handle: unexpected },
];

const storeOf = ({ flavour }: Asked): VariableStore => (flavour.store === 'own' ? ownStore : sharedStore);

function targetOf(asked: Asked, need: 'read' | 'write'): Target {
  const selected = selectEnvironment(asked, param(asked, 'slug'));
  requireScope(selected.who, `${need}:envvars`);
  return { ...asked, ...selected };
}

/** Only additional environment keys have scopes. */
function requireScope(who: Principal, scope: string): void {
  if (who.kind !== 'environment' || who.token?.scopes === undefined) return;
  if (!who.token.scopes.includes(scope))
    refuse(403, "You don't have permission to access this environment's environment variables.");
}

function list(asked: Asked): Answer {
  return json(storeOf(asked).list(targetOf(asked, 'read')));
}

function read(asked: Asked): Answer {
  return json(storeOf(asked).read(targetOf(asked, 'read'), param(asked, 'name')));
}

function create(asked: Asked): Answer {
  const target = targetOf(asked, 'write');
  const body = bodyOf.create.safeParse(jsonBody(asked));
  if (!body.success) return invalidBody(body.error);
  return storeOf(asked).upsert(target, body.data);
}

function edit(asked: Asked): Answer {
  const target = targetOf(asked, 'write');
  const body = bodyOf.edit.safeParse(jsonBody(asked, json({ error: 'Internal Server Error' }, 500)));
  if (!body.success) return invalidBody(body.error);
  return storeOf(asked).edit(target, param(asked, 'name'), body.data.value);
}

function remove(asked: Asked): Answer {
  return storeOf(asked).remove(targetOf(asked, 'write'), param(asked, 'name'));
}

async function importAll(asked: Asked): Promise<Answer> {
  const target = targetOf(asked, 'write');
  const isForm = asked.headers['content-type']?.includes('multipart/form-data') === true;
  return storeOf(asked).import(target, isForm ? await formImport(asked) : jsonImport(asked));
}

function jsonImport(asked: Asked): Import {
  const body = bodyOf.import.safeParse(jsonBody(asked));
  return body.success ? body.data : refuse(400, 'Invalid body');
}

async function formImport({ headers, body }: Asked): Promise<Import> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new Refused(unexpected());
    });
  const file = form.get('variables');
  if (!(file instanceof File)) return refuse(400, 'Invalid file');
  return { variables: parse(await file.text()), override: form.get('override') === 'true' };
}

const invalidBody = ({ issues }: z.ZodError): Answer => json({ error: 'Invalid request body', issues }, 400);

/** What a run gets: every value readable, secrets included. For environment keys alone. */
function runtimeValues(asked: Asked): Answer {
  const who = principalOf(asked);
  if (who?.kind !== 'environment') return refuse(401, asked.flavour.badKey);
  const environment = environmentOfKey(asked, who.environment);
  const project = asked.world.projects.find(({ id }) => id === environment.projectId);
  if (project === undefined || project.ref !== param(asked, 'ref')) return refuse(404, 'Project not found');
  requireScope(who, 'read:envvars');
  const values = merged({ ...asked, who, project, environment });
  const attributes = values.get('OTEL_RESOURCE_ATTRIBUTES');
  if (values.delete('OTEL_RESOURCE_ATTRIBUTES') && attributes !== undefined)
    values.set('CUSTOM_OTEL_RESOURCE_ATTRIBUTES', attributes);
  const builtIns = {
    TRIGGER_SECRET_KEY: who.environment.apiKey,
    TRIGGER_API_URL: asked.origin,
    TRIGGER_STREAM_URL: asked.origin,
    TRIGGER_ORG_ID: project.organizationId,
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${asked.origin}/otel`,
  };
  const overridable = { TRIGGER_REALTIME_STREAM_VERSION: 'v1' };
  return json({ variables: { ...overridable, ...Object.fromEntries(values), ...builtIns } });
}
