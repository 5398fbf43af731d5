import { z } from 'zod';
import { ProjectId } from '../../../../core/environment.ts';
import type { ApiOptions } from '../api.ts';
import { createClient } from './client.ts';
import { type Pace, usualPace } from './pace.ts';

const Project = z.object({ id: ProjectId });

/** The server's own id of a project, which its agent service goes by. Fails: `server`, `gone` where there is none. */
export async function askProjectId(
  options: ApiOptions,
  projectRef: string,
  pace: Pace = usualPace,
): Promise<string> {
  const client = createClient(options, pace);
  try {
    return (await client.get({ path: ['v1', 'projects', projectRef] }, Project)).id;
  } finally {
    client.close();
  }
}
