// A failed walk says what stood on its screens: of a run on another machine nobody sees more than its words.
import { TestEnvironment } from 'jest-environment-node';

export default class TellingEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'test_fn_failure' || !(event.error instanceof Error || event.error?.stack) || !this.global.tellScreens) return;
    const told = `\n\n${(await this.global.tellScreens()).join('\n\n')}\n`;
    const { message, stack } = event.error;
    event.error.message = message + told;
    event.error.stack = stack.includes(message) ? stack.replace(message, () => message + told) : stack + told;
  }
}
