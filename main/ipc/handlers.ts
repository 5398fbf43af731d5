import type { AppState } from '../../core/app-state.ts';
import type { Parsed } from '../../core/ipc/contract.ts';
import { checkClone, previewClone } from '../services/agents-check-clone.ts';
import { getAgent, listAgents } from '../services/agents-list.ts';
import { removeAlias } from '../services/aliases.ts';
import { applyPlan } from '../services/apply-plan.ts';
import { forgetApproval, listApprovals, openApproval, resumeApproval } from '../services/approvals.ts';
import {
  listConnections,
  setCompareSecrets,
  setMaxAge,
  setOffline,
  waitingOf,
} from '../services/connections.ts';
import { addConnection } from '../services/connections-add.ts';
import { forgetAgentAccess, setAgentAccess } from '../services/connections-agent-access.ts';
import { forgetToken } from '../services/connections-forget-token.ts';
import { reachServer } from '../services/connections-reach.ts';
import { refreshConnection } from '../services/connections-refresh.ts';
import { connectionContents, removeConnection } from '../services/connections-remove.ts';
import { addSlug, removeSlug } from '../services/connections-slugs.ts';
import { testConnection } from '../services/connections-test.ts';
import { setToken } from '../services/connections-token.ts';
import { updateConnection } from '../services/connections-update.ts';
import type { Context } from '../services/context.ts';
import { createProject } from '../services/create-project.ts';
import { disclose } from '../services/disclose.ts';
import {
  getDocumentVersion,
  journalDocument,
  listDocumentVersions,
  planDocument,
} from '../services/documents-get.ts';
import { carryDrafts } from '../services/drafts-carry.ts';
import { discardDrafts } from '../services/drafts-discard.ts';
import { listDrafts } from '../services/drafts-list.ts';
import { putDrafts } from '../services/drafts-put.ts';
import { renameDraft } from '../services/drafts-rename.ts';
import { redoDrafts, undoDrafts } from '../services/drafts-undo.ts';
import { environmentContents } from '../services/environment-contents.ts';
import {
  archiveEnvironment,
  createEnvironment,
  reorderEnvironments,
  updateEnvironment,
} from '../services/environments.ts';
import { suggestExport } from '../services/export-suggest.ts';
import { writeExport } from '../services/export-write.ts';
import { getHistory } from '../services/history-get.ts';
import { listHistory } from '../services/history-list.ts';
import { purgeHistory } from '../services/history-purge.ts';
import { addToImport } from '../services/import-add.ts';
import { applyImport } from '../services/import-apply.ts';
import { discardImport } from '../services/import-held.ts';
import { planImport } from '../services/import-plan.ts';
import { previewImport } from '../services/import-preview.ts';
import { readImport } from '../services/import-read.ts';
import { listScope } from '../services/list-scope.ts';
import { believeList, changesSince, keptLists, listSeen, pinList } from '../services/lists.ts';
import { beginLogin, cancelLogin, copyLoginAddress, loginAddress } from '../services/login.ts';
import { openSample } from '../services/open-sample.ts';
import { planChanges } from '../services/plan-changes.ts';
import { cancelApply, dropPlan, excludeRows, viewPlan } from '../services/plan-view.ts';
import { listProviders } from '../services/providers-list.ts';
import { listQueues } from '../services/queues-list.ts';
import { abandonRename, startRename } from '../services/rename-start.ts';
import { checkRename, switchRename } from '../services/rename-switch.ts';
import { listRenames, viewRename } from '../services/rename-view.ts';
import { listRules, putKindRule, putRule, requireKeys, undoRules, unrequire } from '../services/rules.ts';
import { listSafety } from '../services/safety-list.ts';
import { getSettings, putSettings } from '../services/settings.ts';
import { copyValue } from '../services/values-copy.ts';
import { valuesInView } from '../services/values-in-view.ts';
import { listVariables } from '../services/variables-list.ts';
import { searchValues } from '../services/variables-search.ts';
import { listVersions } from '../services/variables-versions.ts';
import type { Handlers } from './door.ts';

type Answer<T> = Promise<T> | T;
type Done = Record<string, never>;

/** What the app itself does, store open or not. The composition root provides it. */
export interface AppControl {
  readonly state: () => Answer<AppState>;
  readonly unlock: (input: Parsed<'app.unlock'>) => Answer<Done>;
  readonly lock: () => Answer<Done>;
  readonly retry: () => Answer<Done>;
  readonly startFresh: () => Answer<Done>;
  readonly setTheme: (input: Parsed<'app.setTheme'>) => Answer<Done>;
  readonly quit: () => Answer<Done>;
}

/**
 * All that the window may ask, one line each.
 *
 * @param open  the context of the open store; throws a `Failure` (`locked`, `not-ready`) while there is none
 */
export function createHandlers(open: () => Context, app: AppControl): Handlers {
  return {
    'app.state': () => app.state(),
    'app.unlock': (input) => app.unlock(input),
    'app.lock': () => app.lock(),
    'app.retry': () => app.retry(),
    'app.startFresh': () => app.startFresh(),
    'app.setTheme': (input) => app.setTheme(input),
    'app.quit': () => app.quit(),
    'scope.list': () => listScope(open()),
    'scope.openSample': () => openSample(open()),
    'projects.create': (input) => createProject(open(), input),
    'environments.create': (input) => createEnvironment(open(), input),
    'environments.update': (input) => updateEnvironment(open(), input),
    'environments.contents': (input) => environmentContents(open(), input),
    'environments.reorder': (input) => reorderEnvironments(open(), input),
    'environments.archive': (input) => archiveEnvironment(open(), input),
    'renames.list': (input) => listRenames(open(), input),
    'renames.start': (input) => startRename(open(), input),
    'renames.view': (input) => viewRename(open(), input),
    'renames.check': (input) => checkRename(open(), input),
    'renames.switch': (input) => switchRename(open(), input),
    'renames.abandon': (input) => abandonRename(open(), input),
    'aliases.remove': (input) => removeAlias(open(), input),
    'approvals.list': (input) => listApprovals(open(), input),
    'approvals.resume': (input) => resumeApproval(open(), input),
    'approvals.open': (input) => openApproval(open(), input),
    'approvals.forget': (input) => forgetApproval(open(), input),
    'variables.list': (input) => listVariables(open(), input),
    'variables.search': (input) => searchValues(open(), input),
    'variables.versions': (input) => listVersions(open(), input),
    'values.inView': (input) => valuesInView(open(), input),
    'values.reveal': ({ source, key }) => disclose(open(), source, key),
    'values.copy': (input) => copyValue(open(), input),
    'drafts.list': (input) => listDrafts(open(), input),
    'drafts.put': (input) => putDrafts(open(), input),
    'drafts.rename': (input) => renameDraft(open(), input),
    'drafts.carry': (input) => carryDrafts(open(), input),
    'drafts.discard': (input) => discardDrafts(open(), input),
    'drafts.undo': (input) => undoDrafts(open(), input),
    'drafts.redo': (input) => redoDrafts(open(), input),
    'changes.plan': (input) => planChanges(open(), input),
    'changes.view': (input) => viewPlan(open(), input),
    'changes.exclude': (input) => excludeRows(open(), input),
    'changes.apply': (input) => applyPlan(open(), input),
    'changes.cancel': (input) => cancelApply(open(), input),
    'changes.drop': (input) => dropPlan(open(), input),
    'history.list': (input) => listHistory(open(), input),
    'history.get': (input) => getHistory(open(), input),
    'history.purge': (input) => purgeHistory(open(), input),
    'rules.list': (input) => listRules(open(), input),
    'rules.put': (input) => putRule(open(), input),
    'rules.putKind': (input) => putKindRule(open(), input),
    'rules.require': (input) => requireKeys(open(), input),
    'rules.unrequire': (input) => unrequire(open(), input),
    'rules.undo': (input) => undoRules(open(), input),
    'safety.list': (input) => listSafety(open(), input),
    'imports.read': (input) => readImport(open(), input),
    'imports.add': (input) => addToImport(open(), input),
    'imports.preview': (input) => previewImport(open(), input),
    'imports.plan': (input) => planImport(open(), input),
    'imports.apply': (input) => applyImport(open(), input),
    'imports.discard': (input) => discardImport(open(), input),
    'exports.suggest': (input) => suggestExport(open(), input),
    'exports.write': (input) => writeExport(open(), input),
    'settings.get': () => getSettings(open()),
    'settings.put': (input) => putSettings(open(), input),
    'agents.list': (input) => listAgents(open(), input),
    'agents.get': (input) => getAgent(open(), input),
    'agents.checkClone': (input) => checkClone(open(), input),
    'agents.previewClone': (input) => previewClone(open(), input),
    'providers.list': (input) => listProviders(open(), input),
    'queues.list': (input) => listQueues(open(), input),
    'documents.versions': (input) => listDocumentVersions(open(), input),
    'documents.version': (input) => getDocumentVersion(open(), input),
    'changes.document': (input) => planDocument(open(), input),
    'history.document': (input) => journalDocument(open(), input),
    'connections.list': () => listConnections(open()),
    'connections.reach': (input) => reachServer(open(), input),
    'connections.add': (input) => addConnection(open(), input),
    'connections.update': (input) => updateConnection(open(), input),
    'connections.contents': (input) => connectionContents(open(), input),
    'connections.waiting': (input) => waitingOf(open(), input),
    'connections.remove': (input) => removeConnection(open(), input),
    'connections.setOffline': (input) => setOffline(open(), input),
    'connections.setMaxAge': (input) => setMaxAge(open(), input),
    'connections.setCompareSecrets': (input) => setCompareSecrets(open(), input),
    'connections.forgetToken': (input) => forgetToken(open(), input),
    'connections.setToken': (input) => setToken(open(), input),
    'connections.setAgentAccess': (input) => setAgentAccess(open(), input),
    'connections.forgetAgentAccess': (input) => forgetAgentAccess(open(), input),
    'connections.test': (input) => testConnection(open(), input),
    'connections.refresh': (input) => refreshConnection(open(), input),
    'connections.addSlug': (input) => addSlug(open(), input),
    'connections.removeSlug': (input) => removeSlug(open(), input),
    'login.start': (input) => beginLogin(open(), input),
    'login.address': (input) => loginAddress(open(), input),
    'login.copyAddress': (input) => copyLoginAddress(open(), input),
    'login.cancel': (input) => cancelLogin(open(), input),
    'lists.believe': (input) => believeList(open(), input),
    'lists.seen': (input) => listSeen(open(), input),
    'lists.kept': (input) => keptLists(open(), input),
    'lists.since': (input) => changesSince(open(), input),
    'lists.pin': (input) => pinList(open(), input),
  };
}
