import type {Tab} from './seen.ts';

export const logTab: Tab = {name: 'log', title: 'Log', parts: [], needs: [], draw: () => []};
