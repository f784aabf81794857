import { useForm } from "react-hook-form";
import { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { useSentence } from "@/ui/states";
import { useWords } from "@/words";
import { enter } from "./session";

/** Login and password; with a login given, only the password. */
export function SignInForm({ login }: { login?: string }) {
  const words = useWords();
  const sentence = useSentence();
  const form = useForm({ defaultValues: { login: login ?? "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (typed) => {
    try {
      await enter(typed.login.trim(), typed.password);
    } catch (error) {
      const isWrong = error instanceof Problem && error.status === 401;
      form.setError("password", { message: isWrong ? words.signIn.wrong : sentence(error) });
      form.setFocus("password", { shouldSelect: true });
    }
  });
  const required = { required: words.signIn.required };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-1">
      {login === undefined && (
        <Field
          reserved
          label={words.signIn.login}
          error={errors.login?.message}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          // The page has nothing before it.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          {...form.register("login", required)}
        />
      )}
      <Field
        reserved
        label={words.signIn.password}
        error={errors.password?.message}
        type="password"
        autoComplete="current-password"
        {...form.register("password", required)}
      />
      <p role="alert" className="sr-only">
        {errors.password?.message}
      </p>
      <Button look="main" type="submit" disabled={isSubmitting} className="h-9">
        {isSubmitting ? words.signIn.entering : words.signIn.enter}
      </Button>
    </form>
  );
}
