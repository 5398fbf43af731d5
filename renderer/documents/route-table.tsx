import './agent.css';
import type { ReactNode } from 'react';
import { Mono } from '../ui/mono.tsx';
import { RunsOn } from './agent-needs.tsx';

interface Route {
  readonly label: string;
  readonly model: string;
  readonly runsOn?: string | undefined;
  readonly lacks: readonly string[];
  readonly off: boolean;
}

interface KeyColumn<R> {
  readonly header: string;
  readonly cell: (route: R) => ReactNode;
}

/** Each way of an agent to a model: by which key, in the caller's columns, and which variable pays for it. */
export function RouteTable<R extends Route>(props: {
  readonly routes: readonly R[];
  readonly keys: readonly KeyColumn<R>[];
}): ReactNode {
  const { routes, keys } = props;
  return (
    <table className="agent-table">
      <thead>
        <tr>
          {['Route', 'Model', ...keys.map(({ header }) => header), 'Runs on'].map((header) => (
            <th key={header} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {routes.map((route) => (
          <tr key={`${route.label} ${route.model}`}>
            <th scope="row">{route.label}</th>
            <td>
              <Mono text={route.model} />
            </td>
            {keys.map(({ header, cell }) => (
              <td key={header}>{cell(route)}</td>
            ))}
            <td>
              <RunsOn {...route} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The variable that a route is pinned to. */
export function Pin({ to }: { readonly to: { readonly envVarName: string } | undefined }): ReactNode {
  return to === undefined ? <span className="soft">not pinned</span> : <Mono text={to.envVarName} />;
}
