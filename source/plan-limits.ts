import type {Config} from './config.ts';
import type {Volume} from './space/paths.ts';
import type {PlanLimits} from './space/plan/shape.ts';
import {usualRule} from './space/rules/shape.ts';

/** The disks that are set, as the server sees them. */
export const volumesOf = (config: Config): Volume[] => {
	const volumes: Volume[] = [];
	if (config.ssdPath !== undefined) volumes.push({tag: config.ssdTag, path: config.ssdPath});
	if (config.hddPath !== undefined) volumes.push({tag: config.hddTag, path: config.hddPath});
	return volumes;
};

/** By what plans are made. */
export const planLimits = (config: Config): PlanLimits => {
	const {space, ssdTag, hddTag} = config;
	const {rules, hddReserve, cooldown, ...rest} = space;
	return {
		...rest,
		...{volumes: volumesOf(config), from: ssdTag, to: hddTag},
		rules: rules?.map(rule => ({...rule, dest: {...rule.dest, volume: hddTag}})) ?? [
			usualRule(hddTag),
		],
		reserve: hddReserve,
		cooldown: cooldown * 1000,
	};
};
