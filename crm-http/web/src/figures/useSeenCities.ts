import { useCities } from "@/lists/named";
import { useUser } from "@/session/session";

/** The cities whose figures one may ask for: the server refuses a director those of others. */
export function useSeenCities() {
  const user = useUser();
  const { cities } = useCities();
  const own = new Set([user.city, ...user.moreCities]);
  return { cities, seen: cities.filter(({ name }) => user.role === "admin" || own.has(name)) };
}
