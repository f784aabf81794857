import { createBrowserHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, type RouteComponent } from "@tanstack/react-router";
import { readCallbacksSearch } from "@/pages/callbacks/search";
import { readRecordSearch } from "@/pages/admin/shared/address";
import { readCallsSearch } from "@/pages/calls/search";
import { readCashSearch } from "@/pages/cash/search";
import { readOrdersSearch } from "@/pages/orders/search";
import { readMySearch } from "@/pages/my/search";
import { readReportsSearch } from "@/pages/reports/search";
import { readWallboardSearch } from "@/pages/wallboard/search";
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

export const my = createRoute({
  getParentRoute: () => root,
  path: "/my",
  validateSearch: readMySearch,
  beforeLoad: guard("/my"),
  component: lazyRouteComponent(() => import("@/pages/my/MyPage"), "MyPage"),
});

export const reports = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  validateSearch: readReportsSearch,
  beforeLoad: guard("/reports"),
  component: lazyRouteComponent(() => import("@/pages/reports/ReportsPage"), "ReportsPage"),
});

const report = { getParentRoute: () => reports };
const reportPages = [
  createRoute({
    ...report,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/reports/overview", search: true, replace: true });
    },
  }),
  createRoute({ ...report, path: "/overview", component: lazyRouteComponent(() => import("@/pages/reports/Overview"), "Overview") }),
  createRoute({ ...report, path: "/days", component: lazyRouteComponent(() => import("@/pages/reports/Days"), "Days") }),
  createRoute({ ...report, path: "/operators", component: lazyRouteComponent(() => import("@/pages/reports/Operators"), "Operators") }),
  createRoute({ ...report, path: "/operators/$person", component: lazyRouteComponent(() => import("@/pages/reports/Person"), "Person") }),
  createRoute({ ...report, path: "/cities", component: lazyRouteComponent(() => import("@/pages/reports/Cities"), "Cities") }),
  createRoute({ ...report, path: "/campaigns", component: lazyRouteComponent(() => import("@/pages/reports/Campaigns"), "Campaigns") }),
  createRoute({ ...report, path: "/masters", component: lazyRouteComponent(() => import("@/pages/reports/Masters"), "Masters") }),
  createRoute({ ...report, path: "/service", component: lazyRouteComponent(() => import("@/pages/reports/Service"), "Service") }),
  createRoute({ ...report, path: "/staffing", component: lazyRouteComponent(() => import("@/pages/reports/Staffing"), "Staffing") }),
] as const;

export const wallboard = createRoute({
  getParentRoute: () => root,
  path: "/wallboard",
  validateSearch: readWallboardSearch,
  beforeLoad: guard("/wallboard"),
  component: lazyRouteComponent(() => import("@/pages/wallboard/WallboardPage"), "WallboardPage"),
});

const routeTree = root.addChildren([
  home,
  desk,
  orders,
  calls,
  callbacks,
  cash,
  my,
  reports.addChildren(reportPages),
  wallboard,
  masters,
  admin.addChildren([adminHome, ...adminParts]),
]);

const history = createBrowserHistory();

// Where somebody was, with what they searched for, is not where the next one begins.
useSession.subscribe(({ user }, { user: before }) => {
  if (before && user?.id !== before.id) history.replace("/", {}, { ignoreBlocker: true });
});

/** One for each person: it keeps the page that is open, and whom it was opened for. */
export const newRouter = () =>
  createRouter({
    routeTree,
    history,
    defaultErrorComponent: Crashed,
    defaultPreload: "intent",
    // What a page does not read of an address is left out of it.
    search: { strict: true },
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
