import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, type RouteComponent } from "@tanstack/react-router";
import { readCallbacksSearch } from "@/pages/callbacks/search";
import { readRecordSearch } from "@/pages/admin/shared/address";
import { readCallsSearch } from "@/pages/calls/search";
import { readCashSearch } from "@/pages/cash/search";
import { readOrdersSearch } from "@/pages/orders/search";
import { useSession } from "@/session/session";
import { Crashed, NotFound } from "./failures";
import { homeOf, places } from "./places";
import { Shell } from "./Shell";

/** Lets only the roles through that the menu shows the section to. */
function guard(path: string) {
  return () => {
    const role = useSession.getState().user?.role;
    const place = places.find((one) => one.path === path);
    if (!role || place?.roles.includes(role)) return;
    throw redirect({ to: homeOf(role) ?? "/", replace: true });
  };
}

const root = createRootRoute({ component: Shell, errorComponent: Crashed, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    const role = useSession.getState().user?.role;
    const to = role && homeOf(role);
    if (to) throw redirect({ to, replace: true });
  },
  component: NotFound,
});

export const desk = createRoute({
  getParentRoute: () => root,
  path: "/desk",
  beforeLoad: guard("/desk"),
  component: lazyRouteComponent(() => import("@/pages/desk/DeskPage"), "DeskPage"),
});

export const calls = createRoute({
  getParentRoute: () => root,
  path: "/calls",
  validateSearch: readCallsSearch,
  beforeLoad: guard("/calls"),
  component: lazyRouteComponent(() => import("@/pages/calls/CallsPage"), "CallsPage"),
});

export const orders = createRoute({
  getParentRoute: () => root,
  path: "/orders",
  validateSearch: readOrdersSearch,
  beforeLoad: guard("/orders"),
  component: lazyRouteComponent(() => import("@/pages/orders/OrdersPage"), "OrdersPage"),
});

export const cash = createRoute({
  getParentRoute: () => root,
  path: "/cash",
  validateSearch: readCashSearch,
  beforeLoad: guard("/cash"),
  component: lazyRouteComponent(() => import("@/pages/cash/CashPage"), "CashPage"),
});

export const callbacks = createRoute({
  getParentRoute: () => root,
  path: "/callbacks",
  validateSearch: readCallbacksSearch,
  beforeLoad: guard("/callbacks"),
  component: lazyRouteComponent(() => import("@/pages/callbacks/CallbacksPage"), "CallbacksPage"),
});

const masters = createRoute({
  getParentRoute: () => root,
  path: "/masters",
  validateSearch: readRecordSearch,
  beforeLoad: guard("/masters"),
  component: lazyRouteComponent(() => import("@/pages/admin/masters/MastersPage"), "MastersPage"),
});

const admin = createRoute({
  getParentRoute: () => root,
  path: "/admin",
  beforeLoad: guard("/admin"),
  component: lazyRouteComponent(() => import("@/pages/admin/AdminLayout"), "AdminLayout"),
});

const adminHome = createRoute({
  getParentRoute: () => admin,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/admin/people", replace: true });
  },
});

/** A part of the administration; its page is read when it is opened. */
function part<const Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => admin, path, validateSearch: readRecordSearch, component });
}

const adminParts = [
  part("people", lazyRouteComponent(() => import("@/pages/admin/people/PeoplePage"), "PeoplePage")),
  part("masters", lazyRouteComponent(() => import("@/pages/admin/masters/MastersPage"), "MastersPage")),
  part("lines", lazyRouteComponent(() => import("@/pages/admin/lines/LinesPage"), "LinesPage")),
  part("campaigns", lazyRouteComponent(() => import("@/pages/admin/campaigns/CampaignsPage"), "CampaignsPage")),
  part("cities", lazyRouteComponent(() => import("@/pages/admin/cities/CitiesPage"), "CitiesPage")),
  part("shifts", lazyRouteComponent(() => import("@/pages/admin/shifts/ShiftsPage"), "ShiftsPage")),
  part("settings", lazyRouteComponent(() => import("@/pages/admin/settings/SettingsPage"), "SettingsPage")),
  part("audit", lazyRouteComponent(() => import("@/pages/admin/audit/AuditPage"), "AuditPage")),
  part("jobs", lazyRouteComponent(() => import("@/pages/admin/jobs/JobsPage"), "JobsPage")),
  part("integrations", lazyRouteComponent(() => import("@/pages/admin/integrations/IntegrationsPage"), "IntegrationsPage")),
  part("database", lazyRouteComponent(() => import("@/pages/admin/database/DatabasePage"), "DatabasePage")),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([home, desk, orders, calls, callbacks, cash, masters, admin.addChildren([adminHome, ...adminParts])]),
  defaultErrorComponent: Crashed,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
