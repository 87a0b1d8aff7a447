import type { SvgIconComponent } from '@mui/icons-material';
import InboxIcon from '@mui/icons-material/InboxOutlined';
import TaskIcon from '@mui/icons-material/TaskAltOutlined';
import EventIcon from '@mui/icons-material/EventOutlined';
import AvailabilityIcon from '@mui/icons-material/EventAvailableOutlined';
import DocketIcon from '@mui/icons-material/TodayOutlined';
import RoomIcon from '@mui/icons-material/MeetingRoomOutlined';
import MailIcon from '@mui/icons-material/MailOutline';
import InboundIcon from '@mui/icons-material/MarkEmailUnreadOutlined';
import LetterIcon from '@mui/icons-material/DescriptionOutlined';
import ArchiveIcon from '@mui/icons-material/Inventory2Outlined';
import SupervisionIcon from '@mui/icons-material/InsightsOutlined';
import TimerIcon from '@mui/icons-material/TimerOutlined';
import UploadListIcon from '@mui/icons-material/PlaylistAddOutlined';
import ScreenIcon from '@mui/icons-material/PersonSearchOutlined';
import BulkIcon from '@mui/icons-material/DynamicFeedOutlined';
import StandingIcon from '@mui/icons-material/NotificationImportantOutlined';
import RegistryIcon from '@mui/icons-material/CloudUploadOutlined';
import BlockIcon from '@mui/icons-material/BlockOutlined';
import BadgeIcon from '@mui/icons-material/BadgeOutlined';
import TemplateIcon from '@mui/icons-material/ArticleOutlined';
import HandoverIcon from '@mui/icons-material/SwapHorizOutlined';
import GroupIcon from '@mui/icons-material/GroupOutlined';
import OfficeIcon from '@mui/icons-material/AccountBalanceOutlined';
import HolidayIcon from '@mui/icons-material/EventBusyOutlined';
import FailedIcon from '@mui/icons-material/SyncProblemOutlined';
import ReadyIcon from '@mui/icons-material/RocketLaunchOutlined';
import ReasonIcon from '@mui/icons-material/ChecklistOutlined';
import ChecklistIcon from '@mui/icons-material/ChecklistOutlined';
import FormIcon from '@mui/icons-material/NoteOutlined';
import TrailIcon from '@mui/icons-material/FactCheckOutlined';

export const MENU_ICONS: Record<string, SvgIconComponent> = {
  cases: InboxIcon, tasks: TaskIcon, appointments: EventIcon, 'day-docket': DocketIcon, availabilities: AvailabilityIcon, rooms: RoomIcon, emails: MailIcon, 'inbound-mails': InboundIcon, letters: LetterIcon, 'archive-files': ArchiveIcon, 'sla-steps': TimerIcon, supervision: SupervisionIcon,
  'standing-hits': StandingIcon, screenings: ScreenIcon, 'bulk-screenings': BulkIcon, 'registry-imports': RegistryIcon, 'blacklist-imports': UploadListIcon, 'blacklist-entries': BlockIcon, providers: BadgeIcon, 'letter-templates': TemplateIcon,
  'setup-checklist': ReadyIcon, reasons: ReasonIcon, 'blank-forms': FormIcon, checklists: ChecklistIcon, absences: HandoverIcon, users: GroupIcon, offices: OfficeIcon, holidays: HolidayIcon, 'failed-effects': FailedIcon, 'audit-events': TrailIcon,
};
