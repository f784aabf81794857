import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { api, told } from "@/api/client";
import { useRefusals } from "@/api/refusals";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { Segments } from "@/ui/tabs";
import { useLabel, useTexts, useWords } from "@/words";
import { useUser } from "./session";
import { Sessions } from "./Sessions";
import { texts } from "./words";

/** One's own password and sessions. */
export function OwnProfile({ onClose }: { onClose: () => void }) {
  const said = useTexts(texts);
  const label = useLabel();
  const user = useUser();
  const [part, setPart] = useState<"password" | "sessions">("password");
  return (
    <Dialog open onClose={onClose} title={said.title}>
      <p className="font-medium">{user.name}</p>
      <p className="mb-3 text-soft">
        {label("role", user.role)}, {said.login.toLocaleLowerCase()} {user.login}
      </p>
      <div className="mb-4 flex">
        <Segments
          label={said.parts}
          value={part}
          choices={[
            { value: "password", label: said.passwordPart },
            { value: "sessions", label: said.sessionsPart },
          ]}
          onChange={setPart}
        />
      </div>
      {part === "password" ? <PasswordForm /> : <Sessions />}
    </Dialog>
  );
}

function PasswordForm() {
  const words = useWords();
  const said = useTexts(texts).password;
  const client = useQueryClient();
  const user = useUser();
  const form = useForm({ defaultValues: { currentPassword: "", password: "", again: "" } });
  const { errors, isSubmitting } = form.formState;
  const refused = useRefusals(form);
  const submit = form.handleSubmit(async ({ currentPassword, password }) => {
    try {
      await told(api.PUT("/api/auth/password", { body: { currentPassword, password } }));
    } catch (error) {
      refused(error, words.forms.failed);
      return;
    }
    form.reset();
    toast.success(said.saved);
    void client.invalidateQueries({ queryKey: ["operator", "sessions"] });
  });
  const required = { required: words.forms.required };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-1">
      {/* For the browser's own keeper of passwords. */}
      <input type="text" autoComplete="username" value={user.login} readOnly hidden />
      <Field
        reserved
        label={said.current}
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword?.message}
        {...form.register("currentPassword", required)}
      />
      <Field
        reserved
        label={said.next}
        hint={said.rules}
        type="password"
        autoComplete="new-password"
        error={errors.password?.message}
        {...form.register("password", required)}
      />
      <Field
        reserved
        label={said.again}
        type="password"
        autoComplete="new-password"
        error={errors.again?.message}
        {...form.register("again", { validate: (again, { password }) => again === password || said.differs })}
      />
      <div className="flex items-center justify-between gap-3">
        <p className="text-xs text-soft">{said.hint}</p>
        <Button type="submit" look="main" disabled={isSubmitting}>
          {said.save}
        </Button>
      </div>
    </form>
  );
}
