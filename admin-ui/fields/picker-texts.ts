import type { PickersLocaleText } from '@mui/x-date-pickers/locales';
import type { Say } from '../provider/use-say.ts';

/** What fields of one date never say: ranges, a clock face, seconds, half days. */
type Unsaid = 'start' | 'end' | 'startDate' | 'startTime' | 'endDate' | 'endTime' | 'dateRangePickerToolbarTitle' | 'timeRangePickerToolbarTitle' | 'openRangePickerDialogue'
  | 'clockLabelText' | 'hoursClockNumberText' | 'minutesClockNumberText' | 'secondsClockNumberText' | 'openTimePickerDialogue' | 'timePickerToolbarTitle' | 'timeTableLabel'
  | 'fieldSecondsPlaceholder' | 'fieldMeridiemPlaceholder' | 'fieldWeekDayPlaceholder' | 'seconds' | 'meridiem' | 'weekDay';

/** Every other word the library can say, in the language of the screen; one it adds does not compile until it has words here. */
export function pickerTexts(say: Say, label: string): Omit<PickersLocaleText, Unsaid> {
  const views: Record<string, string> = { hours: say('ui.tanggal.jam'), minutes: say('ui.tanggal.menit') };
  return {
    previousMonth: say('ui.tanggal.bulan_sebelumnya'), nextMonth: say('ui.tanggal.bulan_berikutnya'), openPreviousView: say('ui.tanggal.mundur'), openNextView: say('ui.tanggal.maju'),
    calendarViewSwitchingButtonAriaLabel: (view) => say(view === 'year' ? 'ui.tanggal.ke_kalender' : 'ui.tanggal.ke_tahun'),
    calendarWeekNumberHeaderLabel: '#', calendarWeekNumberHeaderText: '#', calendarWeekNumberAriaLabelText: (n) => say('ui.tanggal.minggu', { n }), calendarWeekNumberText: String,
    cancelButtonLabel: say('ui.batal'), clearButtonLabel: say('ui.tanggal.kosongkan'), fieldClearLabel: say('ui.tanggal.kosongkan'), okButtonLabel: say('ui.tanggal.pakai'), todayButtonLabel: say('ui.tanggal.hari_ini'), nextStepButtonLabel: say('ui.tanggal.maju'),
    datePickerToolbarTitle: say('ui.tanggal.kalender'), dateTimePickerToolbarTitle: say('ui.tanggal.kalender_jam'), dateTableLabel: say('ui.tanggal.kalender'),
    selectViewText: (view) => views[view] ?? view,
    openDatePickerDialogue: (date) => (date ? say('ui.tanggal.pilih_terpilih', { isian: label, tanggal: date }) : say('ui.tanggal.pilih', { isian: label })),
    fieldYearPlaceholder: () => say('ui.tanggal.ruas_tahun'), fieldMonthPlaceholder: () => say('ui.tanggal.ruas_bulan'), fieldDayPlaceholder: () => say('ui.tanggal.ruas_hari'),
    fieldHoursPlaceholder: () => say('ui.tanggal.ruas_jam'), fieldMinutesPlaceholder: () => say('ui.tanggal.ruas_menit'),
    year: say('ui.tanggal.tahun'), month: say('ui.tanggal.bulan'), day: say('ui.tanggal.hari'), hours: say('ui.tanggal.jam'), minutes: say('ui.tanggal.menit'), empty: say('ui.tanggal.kosong'),
  };
}
