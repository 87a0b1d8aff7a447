export { tasksDoorPart } from './tasks-door.ts';
export { openTask } from './open-task.ts';
export { followHolder as passTasksOn } from './follow-holder.ts';
export { closeTasksAbout, openTaskAbout } from './tasks-about.ts';
export { taskRoutes, taskList, TASK_IN_SPSE } from './tasks.routes.ts';
export { remindOverdueTasks, taskSchedules, type RemindTasksDeps, type TaskReminder } from './remind-tasks.cron.ts';
