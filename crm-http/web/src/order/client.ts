import { useQuery } from "@tanstack/react-query";
import { api, told, type Schemas } from "@/api/client";
import { useAnew } from "@/live/anew";

export type Order = Schemas["Order"];
export type Client = Schemas["Client"];

export const isOpen = ({ closingData }: Order) => closingData == null;

/** Enough digits to be somebody's whole number. */
const isWhole = (phone: string) => phone.replace(/\D/g, "").length >= 10;

/** Everything of one phone: its orders, open ones first, and its calls. */
export function useClient(phone: string | null | undefined) {
  const queryKey = ["order", "client", phone];
  useAnew(queryKey, (event) => event.entity === "call" && phone != null && event.phoneClient === phone);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => told(api.GET("/api/clients/{phone}", { params: { path: { phone: phone ?? "" } }, signal })),
    enabled: phone != null && isWhole(phone),
    select: ({ data }) => data,
  });
}
