import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PlanRow, PlanView } from '../../core/changeset.ts';
import { type DocumentResource, resourceNames, resourceOf } from '../../core/resource.ts';
import { asAppError } from '../api/bridge.ts';
import { documentQueries } from '../api/document-queries.ts';
import { FieldDiff } from '../documents/field-diff.tsx';
import { Name } from '../ui/mono.tsx';
import { ErrorNote, Loading } from '../ui/states.tsx';

/** The active row of a review, where it is a document: what changes in it, field by field. */
export function DocumentPane({ plan, row }: { readonly plan: PlanView; readonly row: PlanRow }): ReactNode {
  const resource = resourceOf(row);
  if (resource === 'variable') return null;
  return <Pane plan={plan} row={row} resource={resource} />;
}

function Pane({
  plan,
  row,
  resource,
}: {
  readonly plan: PlanView;
  readonly row: PlanRow;
  readonly resource: DocumentResource;
}): ReactNode {
  const sides = useQuery(documentQueries.planned(plan.id, plan.revision, resource, row.key));
  return (
    <section className="review-document" aria-label={`Changes to ${resourceNames[resource].one} ${row.key}`}>
      <h2>
        {resourceNames[resource].one} <Name text={row.key} />
      </h2>
      {sides.error !== null ? (
        <ErrorNote error={asAppError(sides.error)} />
      ) : sides.data === undefined ? (
        <Loading label="Loading its fields" rows={3} />
      ) : (
        <FieldDiff before={sides.data.before} after={sides.data.after} names={['Now', 'Will be']} />
      )}
    </section>
  );
}
