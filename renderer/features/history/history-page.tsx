import { useReady } from '../../router/ready.ts';

export function HistoryPage() {
  useReady(true);
  return <h1>History</h1>;
}
