import { networkInterfaces } from 'node:os';
import { BlockList } from 'node:net';

const privateRanges = new BlockList();
privateRanges.addSubnet('10.0.0.0', 8);
privateRanges.addSubnet('172.16.0.0', 12);
privateRanges.addSubnet('192.168.0.0', 16);
privateRanges.addSubnet('169.254.0.0', 16);

/** Whether nobody outside the clinic's network can reach an address. */
export function isPrivate(address: string): boolean {
  return privateRanges.check(address);
}

/** The addresses of this computer in private networks, as the system has them now. */
export function privateAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((several) => several ?? []);
  return found.flatMap(({ address, family, internal }) =>
    family === 'IPv4' && !internal && isPrivate(address) ? [address] : [],
  );
}
