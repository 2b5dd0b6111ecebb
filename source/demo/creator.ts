export type CreatorTask = {taskID: string};
