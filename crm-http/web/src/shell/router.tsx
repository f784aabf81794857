import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readCallbacksSearch } from "@/pages/callbacks/search";
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

export const router = createRouter({
  routeTree: root.addChildren([home, desk, orders, calls, callbacks, cash]),
  defaultErrorComponent: Crashed,
  defaultPreload: "intent",
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
