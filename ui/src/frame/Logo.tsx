/** The mark: a signal lamp that says go. The same drawing as `icons/logo.svg`, in the colours of the theme. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect x="2" y="2" width="28" height="28" rx="9" />
      <circle cx="16" cy="16" r="8.2" fill="none" strokeOpacity=".35" strokeWidth="2.4" />
      <path
        d="M12 16.4l2.8 2.8 5.4-6"
        fill="none"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
