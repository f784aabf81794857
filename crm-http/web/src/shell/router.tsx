import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readCallsSearch } from "@/pages/calls/search";
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

export const calls = createRoute({
  getParentRoute: () => root,
  path: "/calls",
  validateSearch: readCallsSearch,
  beforeLoad: guard("/calls"),
  component: lazyRouteComponent(() => import("@/pages/calls/CallsPage"), "CallsPage"),
});

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

export const router = createRouter({
  routeTree: root.addChildren([home, calls, my, reports.addChildren(reportPages), wallboard]),
  defaultErrorComponent: Crashed,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
