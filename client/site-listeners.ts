// Those who listen to a site: to its state, its events, its organisation, and the ends of commands.
import { Listeners } from "./listeners.ts";
import type { EventListener, OrganisationListener, Settled } from "./site-state.ts";

export class SiteListeners {
  readonly changes = new Listeners<[]>();
  readonly events = new Listeners<Parameters<EventListener>>();
  readonly organisationEvents = new Listeners<Parameters<OrganisationListener>>();
  readonly settlements = new Listeners<[Settled]>();

  clear(): void {
    for (const listeners of [this.changes, this.events, this.settlements]) listeners.clear();
    this.organisationEvents.clear();
  }
}
