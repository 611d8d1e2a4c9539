import type { CommandTable } from '../command.ts';
import { correct } from './correct.ts';
import { deposit } from './deposit.ts';
import { withdraw } from './withdraw.ts';

export const walletCommands: CommandTable['wallets'] = { deposit, withdraw, correct };
