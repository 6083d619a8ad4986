// Every route of the house, in one place.
import type { Demo } from "../demo/open-demo.ts";
import type { Realtime } from "../realtime/open-realtime.ts";
import type { Backups } from "../backup/open-backups.ts";
import { backupRoutes } from "./backup-routes.ts";
import { bookRoutes } from "./book-routes.ts";
import { deviceRoutes } from "./device-routes.ts";
import { demoRoutes } from "./demo-routes.ts";
import type { LiveReads } from "./live-routes.ts";
import { doorRoutes } from "./door-routes.ts";
import { firstRunRoutes } from "./first-run-routes.ts";
import type { Health } from "./health-routes.ts";
import { healthRoutes } from "./health-routes.ts";
import { holdingRoutes } from "./holding-routes.ts";
import { importRoutes } from "./import-routes.ts";
import { liveRoutes } from "./live-routes.ts";
import { memberRoutes } from "./member-routes.ts";
import { offlineReportRoutes } from "./offline-report-routes.ts";
import { organisationRoutes } from "./organisation-routes.ts";
import { photoRoutes } from "./photo-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import type { App, RouteContext } from "./route-context.ts";
import { realtimeRoutes } from "./realtime-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { siteRoutes } from "./site-routes.ts";
import { staffRoutes } from "./staff-routes.ts";

export interface RouteParts {
  readonly context: RouteContext;
  readonly demo: Demo;
  readonly backups: Backups;
  readonly realtime: Realtime;
  readonly reads: LiveReads;
  readonly health: Health;
}

export function registerRoutes(
  app: App,
  { context, demo, backups, realtime, reads, health }: RouteParts,
): void {
  firstRunRoutes(app, context);
  sessionRoutes(app, context);
  staffRoutes(app, context);
  organisationRoutes(app, context);
  siteRoutes(app, context);
  planRoutes(app, context);
  memberRoutes(app, context);
  holdingRoutes(app, context);
  photoRoutes(app, context);
  importRoutes(app, context);
  doorRoutes(app, context);
  deviceRoutes(app, context);
  bookRoutes(app, context);
  offlineReportRoutes(app, context);
  liveRoutes(app, context, reads);
  demoRoutes(app, demo);
  backupRoutes(app, backups);
  realtimeRoutes(app, context, realtime);
  healthRoutes(app, health);
}
