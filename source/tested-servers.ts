/** qBittorrent’s versions that the tests run against; the lab has a row for each. */
export const testedServers = ['4.5', '5.1', '5.3'] as const;
