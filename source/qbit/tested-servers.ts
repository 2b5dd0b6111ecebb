/** qBittorrent’s versions that the tests run against, from the oldest to the newest. */
export const testedServers = ['4.5', '5.1', '5.3'] as const;
