import { lazy, useMemo, type ComponentType } from 'react';
import { Admin, AdminContext, Notification, Resource, type I18nProvider } from 'react-admin';
import { QueryClient } from '@tanstack/react-query';
import CssBaseline from '@mui/material/CssBaseline';
import { createBrowserRouter, RouterProvider, useLocation } from 'react-router-dom';
import { mayCall, authProvider } from './provider/auth-provider.ts';
import { dataProvider } from './provider/data-provider.ts';
import { preferenceStore } from './provider/preferences.ts';
import { readError } from './provider/read-error.ts';
import type { Role } from '../server/domain/permissions.ts';
import { PAGES } from './layout/pages.ts';
import { ArrivingPage } from './layout/ArrivingPage.tsx';
import { LoginPage } from './layout/LoginPage.tsx';
import { NotFoundPage } from './layout/NotFoundPage.tsx';
import { SetPasswordPage } from './layout/SetPasswordPage.tsx';
import { SpokenPage } from './layout/SpokenPage.tsx';
import { StaffLayout } from './layout/StaffLayout.tsx';
import { darkTheme, lightTheme } from './layout/theme.ts';

/** One chunk for each piece of work. */
const page = <K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) => lazy(async () => ({ default: (await load())[name] }));
const views: Record<string, { list: ComponentType; show?: ComponentType; create?: ComponentType }> = {
  cases: {
    list: page(() => import('./cases/CaseList.tsx'), 'CaseList'), show: page(() => import('./cases/case-page/CasePage.tsx'), 'CasePage'),
    create: page(() => import('./intake/StaffEntryPage.tsx'), 'StaffEntryPage'),
  },
  tasks: { list: page(() => import('./tasks/TaskList.tsx'), 'TaskList') },
  appointments: { list: page(() => import('./scheduling/AgendaPage.tsx'), 'AgendaPage') },
  availabilities: { list: page(() => import('./scheduling/AvailabilityPage.tsx'), 'AvailabilityPage') },
  'day-docket': { list: page(() => import('./counter/DocketPage.tsx'), 'DocketPage') },
  rooms: { list: page(() => import('./scheduling/RoomPage.tsx'), 'RoomPage') },
  emails: { list: page(() => import('./mail/MailList.tsx'), 'MailList') },
  'inbound-mails': { list: page(() => import('./mail/InboxPage.tsx'), 'InboxPage') },
  letters: { list: page(() => import('./letters/LetterList.tsx'), 'LetterList') },
  'letter-templates': { list: page(() => import('./letters/TemplateList.tsx'), 'TemplateList') },
  'blacklist-imports': { list: page(() => import('./checks/BlacklistImportList.tsx'), 'BlacklistImportList') },
  'blacklist-entries': { list: page(() => import('./checks/BlacklistEntryList.tsx'), 'BlacklistEntryList') },
  'registry-imports': { list: page(() => import('./checks/RegistryImportList.tsx'), 'RegistryImportList') },
  screenings: { list: page(() => import('./checks/ScreeningList.tsx'), 'ScreeningList'), show: page(() => import('./checks/ScreeningPage.tsx'), 'ScreeningPage') },
  'bulk-screenings': { list: page(() => import('./checks/BulkScreeningList.tsx'), 'BulkScreeningList') },
  'standing-hits': { list: page(() => import('./checks/StandingHitList.tsx'), 'StandingHitList') },
  providers: { list: page(() => import('./checks/ProviderList.tsx'), 'ProviderList') },
  'archive-files': { list: page(() => import('./archive/ArchiveList.tsx'), 'ArchiveList'), show: page(() => import('./archive/ArchiveFilePage.tsx'), 'ArchiveFilePage') },
  'sla-steps': { list: page(() => import('./reports/SlaPage.tsx'), 'SlaPage') },
  supervision: { list: page(() => import('./supervision/SupervisionPage.tsx'), 'SupervisionPage') },
  'stuck-cases': { list: page(() => import('./supervision/SupervisedLists.tsx'), 'StuckCaseList') },
  'case-deviations': { list: page(() => import('./supervision/SupervisedLists.tsx'), 'DeviationList') },
  'case-exceptions': { list: page(() => import('./supervision/SupervisedLists.tsx'), 'ExceptionList') },
  'step-visits': { list: page(() => import('./supervision/SupervisedLists.tsx'), 'StepVisitList') },
  absences: { list: page(() => import('./handover/HandoverPage.tsx'), 'HandoverPage') },
  users: { list: page(() => import('./users/UserList.tsx'), 'UserList') },
  'setup-checklist': { list: page(() => import('./setup/SetupPage.tsx'), 'SetupPage') },
  reasons: { list: page(() => import('./reasons/ReasonPage.tsx'), 'ReasonPage') },
  checklists: { list: page(() => import('./documents/ChecklistPage.tsx'), 'ChecklistPage') },
  'blank-forms': { list: page(() => import('./blank-forms/BlankFormList.tsx'), 'BlankFormList') },
  offices: { list: page(() => import('./offices/OfficePage.tsx'), 'OfficePage') },
  holidays: { list: page(() => import('./holidays/CalendarPage.tsx'), 'CalendarPage') },
  'failed-effects': { list: page(() => import('./operations/FailedEffectList.tsx'), 'FailedEffectList') },
  'audit-events': { list: page(() => import('./audit/AuditList.tsx'), 'AuditList') },
};

const ownSecondFactor = page(() => import('./layout/EnrolPage.tsx'), 'OwnEnrolPage');
const ownPassword = page(() => import('./layout/ChangePasswordPage.tsx'), 'ChangePasswordPage');

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && [0, 502, 503].includes(readError(error).status), refetchOnWindowFocus: true } },
});

/** Beside the work, not over its buttons. */
function Notices() {
  return <Notification anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }} autoHideDuration={3_500} />;
}

function Office({ i18nProvider }: { i18nProvider: I18nProvider }) {
  const store = useMemo(() => preferenceStore(), []);
  return (
    <Admin
      dataProvider={dataProvider} authProvider={authProvider} i18nProvider={i18nProvider} store={store} queryClient={queryClient} theme={lightTheme} darkTheme={darkTheme}
      layout={StaffLayout} notification={Notices} loginPage={LoginPage} catchAll={NotFoundPage} loading={ArrivingPage} title="Loket LPSE" requireAuth disableTelemetry
    >
      {(roles: Role[] | undefined) => [
        ...PAGES.filter((entry) => mayCall(roles ?? [], entry.route)).map(({ resource }) => <Resource key={resource} name={resource} {...views[resource]} />),
        <Resource key="dua-langkah" name="dua-langkah" list={ownSecondFactor} />,
        <Resource key="kata-sandi" name="kata-sandi" list={ownPassword} />,
      ]}
    </Admin>
  );
}

const ONE_TIME_LINK = /^\/akun\/([^/]+)$/;

/** Whoever opens a one-time link is nobody yet: that page stands outside the office, which would send him to the login. */
function Entrance({ i18nProvider }: { i18nProvider: I18nProvider }) {
  const store = useMemo(() => preferenceStore(), []);
  const token = ONE_TIME_LINK.exec(useLocation().pathname)?.[1];
  if (token === undefined) return <Office i18nProvider={i18nProvider} />;
  return (
    <AdminContext i18nProvider={i18nProvider} store={store} queryClient={queryClient} theme={lightTheme} darkTheme={darkTheme}>
      <CssBaseline />
      <SpokenPage><SetPasswordPage token={token} /></SpokenPage>
    </AdminContext>
  );
}

export function App({ i18nProvider }: { i18nProvider: I18nProvider }) {
  const router = useMemo(() => createBrowserRouter([{ path: '*', element: <Entrance i18nProvider={i18nProvider} /> }], { basename: '/staf' }), [i18nProvider]);
  return <RouterProvider router={router} />;
}
